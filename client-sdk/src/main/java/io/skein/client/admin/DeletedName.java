package io.skein.client.admin;

import com.google.protobuf.ByteString;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.PurgeTopicRequest;
import io.skein.protocol.v1.UndeleteTopicRequest;
import java.util.Optional;

/**
 * A topic that was deleted.
 *
 * @param name it had
 * @param id tells it from others that had the same name; not needed where there is one
 */
public record DeletedName(String name, Optional<Uuid> id) {
    /** The only one of that name. */
    public static DeletedName of(String name) {
        return new DeletedName(name, Optional.empty());
    }

    UndeleteTopicRequest undelete(String newName) {
        return UndeleteTopicRequest.newBuilder()
                .setName(name)
                .setTopicId(bytes())
                .setNewName(newName)
                .build();
    }

    PurgeTopicRequest purge() {
        return PurgeTopicRequest.newBuilder().setName(name).setTopicId(bytes()).build();
    }

    private ByteString bytes() {
        return id.map(Wire::bytes).orElse(ByteString.EMPTY);
    }
}
