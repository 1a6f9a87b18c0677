package org.erpconnector.auth.dropin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * What a class file says of itself (The Java Virtual Machine Specification, chapter 4).
 *
 * @param version 52: Java 8
 * @param superclass empty: it is Object, or a module
 * @param declared its own fields and methods
 * @param references fields and methods that it names
 */
record ClassFile(int version, String superclass, Set<Member> declared, Set<Member> references) {
    /** A field or method by the class that is said to have it. */
    record Member(String owner, String name, String descriptor) {
        @Override
        public String toString() {
            return owner + "." + name + descriptor;
        }
    }

    static ClassFile read(InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        in.skipNBytes(6);
        int version = in.readUnsignedShort();
        Object[] pool = pool(in);
        in.skipNBytes(2);
        String self = name(pool, in.readUnsignedShort());
        String superclass = name(pool, in.readUnsignedShort());
        in.skipNBytes(2L * in.readUnsignedShort());
        Set<Member> declared = new HashSet<>();
        for (int fieldsThenMethods = 0; fieldsThenMethods < 2; fieldsThenMethods++) {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(2);
                declared.add(
                        new Member(self, (String) pool[in.readUnsignedShort()], (String) pool[in.readUnsignedShort()]));
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                }
            }
        }
        Set<Member> references = new HashSet<>();
        for (Object constant : pool) {
            if (constant instanceof Pair pair && pair.member()) {
                Pair type = (Pair) pool[pair.second()];
                references.add(new Member(
                        name(pool, pair.first()), (String) pool[type.first()], (String) pool[type.second()]));
            }
        }
        return new ClassFile(version, superclass, declared, references);
    }

    /** Two places of the pool: of a member its class and its type, of a type its name and its descriptor. */
    private record Pair(boolean member, int first, int second) {}

    private static String name(Object[] pool, int at) {
        return at == 0 ? "" : (String) pool[(Integer) pool[at]];
    }

    private static Object[] pool(DataInputStream in) throws IOException {
        Object[] pool = new Object[in.readUnsignedShort()];
        for (int i = 1; i < pool.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> pool[i] = in.readUTF();
                case 3, 4, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7 -> pool[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 9, 10, 11, 12 -> pool[i] = new Pair(tag != 12, in.readUnsignedShort(), in.readUnsignedShort());
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("no class file: constant " + tag);
            }
        }
        return pool;
    }
}
