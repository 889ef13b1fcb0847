package io.skein.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.skein.foundation.Uuid;
import io.skein.protocol.v1.LogServiceGrpc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SkeinMethodsTest {
    @Test
    void framedMethodsKeepNameKindAndDescription() {
        for (MethodDescriptor<?, ?> method : List.of(SkeinMethods.PRODUCE, SkeinMethods.FETCH)) {
            assertEquals("skein.v1.LogService", method.getServiceName());
            assertEquals(MethodDescriptor.MethodType.BIDI_STREAMING, method.getType());
            assertTrue(method.getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier);
        }
        assertEquals(
                LogServiceGrpc.getProduceMethod().getFullMethodName(),
                SkeinMethods.PRODUCE.getFullMethodName());
    }

    @Test
    void idsAreSixteenBytes() {
        Uuid id = new Uuid(0x0102030405060708L, -1);
        assertEquals(Optional.of(id), Wire.uuid(Wire.bytes(id)));
        assertEquals(Optional.empty(), Wire.uuid(ByteString.EMPTY));
        assertEquals(Optional.empty(), Wire.uuid(ByteString.copyFrom(new byte[17])));
    }
}
