package io.skein.conformance;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the pure core must never touch: everything whose answer depends on when, where or beside
 * whom it runs. Looks at the constant pool of each class, so nothing that the code can reach by
 * name escapes it.
 */
final class CoreRules {
    /** Types by the beginning of their internal names; an entry with {@code +} in front allows. */
    private static final List<String> TYPES =
            List.of(
                    "+java/time/Duration",
                    "java/time/",
                    "java/util/Timer",
                    "java/util/concurrent/",
                    "java/lang/Thread",
                    "java/lang/InheritableThreadLocal",
                    "java/lang/VirtualThread",
                    "java/lang/ScopedValue",
                    "java/lang/Process",
                    "java/lang/Runtime",
                    "+java/lang/RuntimeException",
                    "java/util/Random",
                    "java/security/",
                    "java/io/",
                    "java/net/",
                    "java/nio/file/",
                    "java/nio/channels/",
                    "java/nio/MappedByteBuffer",
                    "java/lang/foreign/",
                    "java/lang/reflect/",
                    "java/lang/System$Logger",
                    "java/util/logging/",
                    "org/slf4j/",
                    "org/apache/",
                    "io/micrometer/",
                    "io/grpc/",
                    "com/google/protobuf/",
                    "io/skein/foundation/world/",
                    "io/skein/foundation/jdk/",
                    "io/skein/storage/",
                    "io/skein/protocol/");

    /** Members by owner, name and the beginning of their descriptor; {@code +} allows. */
    private static final List<String> MEMBERS =
            List.of(
                    "+java/lang/System.arraycopy(",
                    "java/lang/System.",
                    "java/lang/Math.random(",
                    "java/util/UUID.randomUUID(",
                    "java/util/SplittableRandom.<init>()",
                    "java/util/random/RandomGenerator.getDefault(",
                    "java/util/random/RandomGenerator.of(",
                    "java/util/random/RandomGeneratorFactory.",
                    "java/util/Collections.shuffle(Ljava/util/List;)",
                    "java/lang/Object.wait(",
                    "java/lang/Object.notify",
                    "java/lang/Class.forName(",
                    // No hash order in the core: it differs from run to run.
                    "java/util/HashMap.<init>(",
                    "java/util/HashSet.<init>(",
                    "java/util/IdentityHashMap.<init>(",
                    "java/util/WeakHashMap.<init>(",
                    "java/util/Set.of(",
                    "java/util/Set.copyOf(",
                    "java/util/Map.of(",
                    "java/util/Map.ofEntries(",
                    "java/util/Map.copyOf(",
                    "java/util/stream/Collectors.toSet(",
                    "java/util/stream/Collectors.toUnmodifiableSet(",
                    "java/util/stream/Collectors.toUnmodifiableMap(",
                    "java/util/stream/Collectors.toMap(Ljava/util/function/Function;"
                            + "Ljava/util/function/Function;)",
                    "java/util/stream/Collectors.groupingBy(Ljava/util/function/Function;)",
                    "java/util/stream/BaseStream.parallel(",
                    "java/util/Collection.parallelStream(");

    private CoreRules() {}

    /** What each class file breaks, one line each. */
    static List<String> broken(List<Path> classFiles) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : classFiles) {
            ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
            String name = model.thisClass().asInternalName();
            Stream.concat(named(model), locked(model))
                    .forEach(what -> found.add(name + " " + what));
        }
        return found;
    }

    private static Stream<String> named(ClassModel model) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .flatMap(entry -> forbidden(entry).stream())
                .distinct();
    }

    private static Optional<String> forbidden(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> match(TYPES, type.asInternalName());
            case MemberRefEntry member ->
                    match(MEMBERS, member.owner().asInternalName() + "." + nameAndType(member));
            case Utf8Entry text -> descriptor(text.stringValue());
            default -> Optional.empty();
        };
    }

    private static String nameAndType(MemberRefEntry member) {
        return member.name().stringValue() + member.type().stringValue();
    }

    /** A type may be named in a descriptor or generic signature only, never as a class entry. */
    private static Optional<String> descriptor(String text) {
        for (int at = text.indexOf('L'); at >= 0; at = text.indexOf('L', at + 1)) {
            int end = text.indexOf(';', at);
            if (end < 0) return Optional.empty();
            Optional<String> found = match(TYPES, text.substring(at + 1, end));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** The first entry that begins the name decides, allowing ones before others. */
    private static Optional<String> match(List<String> entries, String name) {
        boolean allowed =
                entries.stream()
                        .anyMatch(e -> e.charAt(0) == '+' && name.startsWith(e.substring(1)));
        boolean hit = entries.stream().anyMatch(name::startsWith);
        return hit && !allowed ? Optional.of("uses " + name) : Optional.empty();
    }

    private static Stream<String> locked(ClassModel model) {
        return model.methods().stream()
                .filter(CoreRules::locks)
                .map(method -> "locks in " + method.methodName().stringValue());
    }

    private static boolean locks(MethodModel method) {
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) return true;
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(MonitorInstruction.class::isInstance);
    }
}
