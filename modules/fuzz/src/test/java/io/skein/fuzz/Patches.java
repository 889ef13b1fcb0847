package io.skein.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fuzzer's bytes do to sound files, so that most of them stays sound and is looked into.
 *
 * <pre>
 *   patch: which file u8 | what u8 | where u16 | how much u8 | bytes, if any are wanted
 * </pre>
 */
final class Patches {
    private static final int PATCHES_MAX = 16;

    private final byte[] bytes;
    private int at;

    private Patches(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies of those files with the patches made to the ones that are named. */
    static SortedMap<String, byte[]> apply(
            byte[] patches, SortedMap<String, byte[]> files, List<String> named) {
        SortedMap<String, byte[]> patched = new TreeMap<>(files);
        Patches left = new Patches(patches);
        for (int i = 0; i < PATCHES_MAX && left.at < patches.length; i++) {
            String name = named.get(left.number(1) % named.size());
            patched.put(name, left.patch(patched.getOrDefault(name, new byte[0])));
        }
        return patched;
    }

    private byte[] patch(byte[] sound) {
        int what = number(1) % 6;
        int where = number(2) % (sound.length + 1);
        int much = number(1);
        int end = Math.min(sound.length, where + much);
        return switch (what) {
            case 0 -> spliced(sound, where, end, take(end - where));
            case 1 -> Arrays.copyOf(sound, where);
            case 2 -> spliced(sound, where, end, new byte[end - where]);
            case 3 -> spliced(sound, where, where, Arrays.copyOfRange(sound, where, end));
            case 4 -> spliced(sound, where, end, new byte[0]);
            default -> spliced(sound, sound.length, sound.length, take(much));
        };
    }

    private static byte[] spliced(byte[] sound, int from, int to, byte[] instead) {
        byte[] made = new byte[sound.length - (to - from) + instead.length];
        System.arraycopy(sound, 0, made, 0, from);
        System.arraycopy(instead, 0, made, from, instead.length);
        System.arraycopy(sound, to, made, from + instead.length, sound.length - to);
        return made;
    }

    private byte[] take(int much) {
        byte[] taken = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + much));
        at += taken.length;
        return Arrays.copyOf(taken, much);
    }

    private int number(int width) {
        int number = 0;
        for (int i = 0; i < width; i++) {
            int next = at < bytes.length ? bytes[at++] & 0xFF : 0;
            number = number << 8 | next;
        }
        return number;
    }
}
