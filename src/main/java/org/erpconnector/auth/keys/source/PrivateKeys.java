package org.erpconnector.auth.keys.source;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;

/**
 * Decodes RSA private keys from PKCS#1 (RFC 8017), PKCS#8 and encrypted PKCS#8 (RFC 5958, RFC 8018). Which of them it is
 * stands in the DER itself: tools write one under the other's PEM label.
 */
final class PrivateKeys {
    static final String RSA_ONLY =
            "SuperOffice registers RSA keys only: name the one whose public half is registered. If there is none yet:"
                    + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem";

    private static final byte[] VERSION_0 = {2, 1, 0};
    /** SEQUENCE of rsaEncryption, 1.2.840.113549.1.1.1, and NULL. */
    private static final byte[] RSA_ENCRYPTION = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final String RSA_OID = "2a864886f70d010101";
    private static final Map<String, String> OTHERS = Map.of(
            "2a864886f70d01010a", "an RSA key reserved for RSASSA-PSS signatures",
            "2a864886f70d010107", "an RSA key reserved for RSAES-OAEP encryption",
            "2a8648ce3d0201", "an EC key",
            "2a8648ce380401", "a DSA key",
            "2b6570", "an Ed25519 key");
    private static final String AGAIN = "Copy the file again, export the key again, or take it from a backup";
    /** PKCS#1: version, n, e, d, p, q, dp, dq, qi. */
    private static final int PKCS1_NUMBERS = 9;

    private static final int DSA_NUMBERS = 6;

    private PrivateKeys() {}

    /** What DER is, by the tags of its members. */
    private enum Form {
        PKCS1,
        PKCS8,
        ENCRYPTED,
        EC,
        DSA,
        OTHER;

        static Form of(List<DerHeader> members) {
            List<Integer> tags = members.stream().map(DerHeader::tag).toList();
            if (tags.size() >= PKCS1_NUMBERS && onlyIntegers(tags.subList(0, PKCS1_NUMBERS))) {
                return PKCS1;
            }
            if (tags.equals(List.of(DerHeader.SEQUENCE, DerHeader.OCTETS))) {
                return ENCRYPTED;
            }
            if (begins(tags, DerHeader.INTEGER, DerHeader.SEQUENCE, DerHeader.OCTETS)) {
                return PKCS8;
            }
            if (begins(tags, DerHeader.INTEGER, DerHeader.OCTETS)) {
                return EC;
            }
            return tags.size() == DSA_NUMBERS && onlyIntegers(tags) ? DSA : OTHER;
        }

        private static boolean onlyIntegers(List<Integer> tags) {
            return tags.stream().allMatch(tag -> tag == DerHeader.INTEGER);
        }

        private static boolean begins(List<Integer> tags, Integer... first) {
            return tags.size() >= first.length && tags.subList(0, first.length).equals(List.of(first));
        }
    }

    /** True if the bytes are a private key, of whatever kind, and nothing else. */
    static boolean is(byte[] der) {
        return Form.of(DerHeader.members(der)) != Form.OTHER;
    }

    static PrivateKey decode(KeySourceContext context, byte[] der) throws ConfigurationException {
        DerHeader outer = DerHeader.read(der, 0);
        // Only after a key: of damaged bytes a short structure at the front is no more worth a name than the rest.
        if (outer.tag() == DerHeader.SEQUENCE
                && outer.end() < der.length
                && !DerHeader.blank(der, outer.end())
                && Form.of(outer.inside(der)) != Form.OTHER) {
            throw context.refuse(
                    "the private key is followed by " + (der.length - outer.end()) + " bytes that do not belong to it",
                    AGAIN);
        }
        List<DerHeader> members = DerHeader.members(der);
        return Form.of(members) == Form.ENCRYPTED
                ? plain(context, EncryptedKey.open(context, der, members))
                : plain(context, der);
    }

    private static PrivateKey plain(KeySourceContext context, byte[] der) throws ConfigurationException {
        List<DerHeader> members = DerHeader.members(der);
        return switch (Form.of(members)) {
            case PKCS1 -> pkcs1(context, der, members);
            case PKCS8 -> pkcs8(context, der, members);
            case ENCRYPTED -> throw context.refuse("the private key is encrypted twice", AGAIN);
            case EC -> throw context.refuse("an EC key and not an RSA key", RSA_ONLY);
            case DSA -> throw context.refuse("a DSA key and not an RSA key", RSA_ONLY);
            case OTHER -> throw context.refuse("the private key is damaged, or not a private key", AGAIN);
        };
    }

    /** Attributes and public half (RFC 5958) are left out: they are no part of the key, and JDK 17 refuses some. */
    private static PrivateKey pkcs8(KeySourceContext context, byte[] der, List<DerHeader> members)
            throws ConfigurationException {
        List<DerHeader> algorithm = members.get(1).inside(der);
        if (algorithm.isEmpty()) {
            throw context.refuse("the private key is damaged", AGAIN);
        }
        String oid = algorithm.get(0).hex(der);
        if (!oid.equals(RSA_OID)) {
            throw context.refuse(OTHERS.getOrDefault(oid, "a key of another kind") + " and not an RSA key", RSA_ONLY);
        }
        byte[] inner = members.get(2).value(der);
        List<DerHeader> numbers = DerHeader.members(inner);
        if (Form.of(numbers) != Form.PKCS1) {
            throw context.refuse("the private key is damaged", AGAIN);
        }
        return pkcs1(context, inner, numbers);
    }

    /** The JDK reads PKCS#8 only, so the PKCS#1 structure is wrapped: version, algorithm, octet string. */
    private static PrivateKey pkcs1(KeySourceContext context, byte[] der, List<DerHeader> members)
            throws ConfigurationException {
        if (number(der, members.get(0)).signum() != 0) {
            throw context.refuse(
                    "an RSA key of more than two primes (PKCS#1 version 1), which Java does not read",
                    "Register another key with SuperOffice, of two primes as openssl genpkey -algorithm RSA makes it,"
                            + " and keep this one until that is done");
        }
        BigInteger n = number(der, members.get(1));
        BigInteger e = number(der, members.get(2));
        BigInteger d = number(der, members.get(3));
        boolean without = members.subList(4, PKCS1_NUMBERS).stream()
                .anyMatch(part -> number(der, part).signum() == 0);
        if (without && n.signum() > 0 && e.signum() > 0 && d.signum() > 0) {
            // As smart cards and some Java providers write a key of which they know n, e and d only.
            return new RsaNumbers(context, n, e, d)
                    .key(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        byte[] whole = Arrays.copyOf(der, DerHeader.read(der, 0).end());
        byte[] wrapped = element(0x30, concat(VERSION_0, RSA_ENCRYPTION, element(DerHeader.OCTETS, whole)));
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
            if (key instanceof RSAPrivateCrtKey) {
                return key;
            }
        } catch (GeneralSecurityException | RuntimeException refused) {
            throw context.refuse(
                    "the private key is damaged, or one that Java refuses: a modulus of " + n.bitLength()
                            + " bits and a public exponent of " + e.bitLength(),
                    AGAIN,
                    refused);
        }
        throw context.refuse("the private key is damaged", AGAIN);
    }

    private static BigInteger number(byte[] der, DerHeader member) {
        return member.content() == member.end() ? BigInteger.ZERO : new BigInteger(member.value(der));
    }

    /** One DER element with the shortest length that holds it: the JDK refuses longer ones (X.690 section 10.1). */
    private static byte[] element(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        return content.length < 0x80
                ? concat(new byte[] {(byte) tag, (byte) content.length}, content)
                : concat(new byte[] {(byte) tag}, longLength(length), content);
    }

    private static byte[] longLength(byte[] signed) {
        byte[] octets = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return concat(new byte[] {(byte) (0x80 | octets.length)}, octets);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
