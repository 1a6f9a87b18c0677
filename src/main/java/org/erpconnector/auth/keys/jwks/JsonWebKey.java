package org.erpconnector.auth.keys.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.config.Printable;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.source.RsaRules;
import org.erpconnector.auth.keys.source.SuperOfficeCertificate;

/**
 * One entry of a key set (RFC 7517 section 4, RFC 7518 section 6.3). Stateless.
 *
 * <p>Not jjwt's {@code Jwks.setParser()}: version 0.13.0 keeps one of two entries of the same key, so that tokens with
 * the other kid fail; drops entries that have only a certificate; overlooks {@code use}, {@code key_ops} and
 * {@code alg}; believes a certificate of another key and a wrong thumbprint; reads modulus and exponent with padding and
 * junk in them; and hands out private keys as they come.
 */
final class JsonWebKey {
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    /** Base64url of a modulus of {@link RsaRules#MOST_BITS}, with some room for a better message. */
    private static final int LONGEST_NUMBER = 2_800;

    private static final int LONGEST_NAME = 256;
    private static final String REMEDY = "Tell the issuer";

    private JsonWebKey() {}

    /**
     * The key, if it may verify RS256.
     *
     * @return empty if the entry is for something else, as it may be
     * @throws KeySetException if the entry is faulty
     */
    static Optional<CallerKey> read(JsonNode entry, Environment environment) throws KeySetException {
        if (!entry.isObject()) {
            throw refuse("it is not a JSON object");
        }
        if (publishesPrivateKey(entry)) {
            throw refuse("the issuer has published a private key, with which anybody can sign");
        }
        if (!forRs256(entry)) {
            return Optional.empty();
        }
        Optional<X509Certificate> certificate = JwkCertificate.of(entry);
        RSAPublicKey key = key(entry, certificate);
        Optional<String> weak = RsaRules.fault(key, RsaRules.LEAST_JWT_BITS);
        if (weak.isPresent()) {
            throw refuse("it is " + weak.get());
        }
        return Optional.of(named(entry, key, certificate, environment));
    }

    /**
     * The moduli of an entry whose private half is published, so that no other entry can bring the key back: of its n in
     * any spelling, and of its certificate.
     */
    static Set<BigInteger> publishedModuli(JsonNode entry) {
        Set<BigInteger> moduli = new HashSet<>();
        if (publishesPrivateKey(entry)) {
            String n = entry.path("n").asText("");
            if (n.length() <= LONGEST_NUMBER) {
                lenient(n).ifPresent(moduli::add);
            }
            certified(entry).ifPresent(key -> moduli.add(key.getModulus()));
        }
        return moduli;
    }

    private static Optional<BigInteger> lenient(String n) {
        try {
            return Optional.of(new BigInteger(
                    1, Base64.getMimeDecoder().decode(n.replace('-', '+').replace('_', '/'))));
        } catch (IllegalArgumentException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<RSAPublicKey> certified(JsonNode entry) {
        try {
            Optional<X509Certificate> certificate = JwkCertificate.of(entry);
            return certificate.isPresent() ? Optional.of(JwkCertificate.key(certificate.get())) : Optional.empty();
        } catch (KeySetException noCertificate) {
            return Optional.empty();
        }
    }

    /** What messages call an entry: not its place in the set where it has a name, since that changes. */
    static String name(JsonNode entry, int index) {
        for (String member : List.of("kid", "x5t", "n")) {
            String text = entry.path(member).asText("");
            if (!text.isEmpty()) {
                return "key " + (member.equals("kid") ? "" : "with " + member + " ") + Printable.of(text);
            }
        }
        return "key number " + (index + 1);
    }

    private static boolean publishesPrivateKey(JsonNode entry) {
        return PRIVATE.stream().anyMatch(member -> !KeySetJson.absent(entry.path(member)));
    }

    private static boolean forRs256(JsonNode entry) throws KeySetException {
        String type = text(entry, "kty").orElseThrow(() -> refuse("it has no kty"));
        Optional<String> use = text(entry, "use");
        Optional<String> algorithm = text(entry, "alg");
        return type.equals("RSA")
                && use.orElse("sig").equals("sig")
                && algorithm.orElse("RS256").equals("RS256")
                && verifies(entry.path("key_ops"));
    }

    private static boolean verifies(JsonNode operations) throws KeySetException {
        if (KeySetJson.absent(operations)) {
            return true;
        }
        if (!operations.isArray()) {
            throw refuse("its key_ops is no list");
        }
        for (JsonNode operation : operations) {
            if (operation.asText().equals("verify")) {
                return true;
            }
        }
        return false;
    }

    private static RSAPublicKey key(JsonNode entry, Optional<X509Certificate> certificate) throws KeySetException {
        Optional<String> n = text(entry, "n");
        Optional<String> e = text(entry, "e");
        Optional<RSAPublicKey> certified =
                certificate.isPresent() ? Optional.of(JwkCertificate.key(certificate.get())) : Optional.empty();
        if (n.isEmpty() && e.isEmpty()) {
            return certified.orElseThrow(() -> refuse("it has neither n and e nor x5c"));
        }
        if (n.isEmpty() || e.isEmpty()) {
            throw refuse("it has only one of n and e");
        }
        RSAPublicKey bare = key(number("n", n.get()), number("e", e.get()));
        if (certified.isPresent() && !Thumbprints.jwk(certified.get()).equals(Thumbprints.jwk(bare))) {
            throw refuse("its x5c is the certificate of another key");
        }
        return bare;
    }

    private static RSAPublicKey key(BigInteger n, BigInteger e) throws KeySetException {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
        } catch (GeneralSecurityException invalid) {
            throw new KeySetException("its n and e are no RSA key that can be used", REMEDY, invalid);
        }
    }

    /** RFC 7518 sections 2 and 6.3.1: base64url without padding, in as few bytes as hold the number. */
    private static BigInteger number(String name, String text) throws KeySetException {
        if (text.length() > LONGEST_NUMBER) {
            throw refuse("its " + name + " is too long");
        }
        byte[] bytes = base64Url(name, text);
        if (bytes[0] == 0) {
            throw refuse("its " + name + " begins with a zero byte, which RFC 7518 does not allow");
        }
        return new BigInteger(1, bytes);
    }

    /** Text of two spellings is refused, as in tokens: what is read must be what was written. */
    private static byte[] base64Url(String name, String text) throws KeySetException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new KeySetException("its " + name + " is not base64url", REMEDY, e);
        }
        throw refuse("its " + name + " is not base64url in its one proper spelling");
    }

    private static CallerKey named(
            JsonNode entry, RSAPublicKey key, Optional<X509Certificate> certificate, Environment environment)
            throws KeySetException {
        Set<String> kids = new HashSet<>();
        Set<String> x5ts = new HashSet<>();
        Set<String> x5tS256s = new HashSet<>();
        kid(entry).ifPresent(kids::add);
        thumbprint(entry, "x5t", 20, certificate.map(Thumbprints::x5t)).ifPresent(x5ts::add);
        thumbprint(entry, "x5t#S256", 32, certificate.map(Thumbprints::x5tS256)).ifPresent(x5tS256s::add);
        for (String x5t : x5ts) {
            // As a pinned certificate: SuperOffice's kid is the x5t in hex, and was the x5t itself in older sets.
            kids.add(HexFormat.of()
                    .withUpperCase()
                    .formatHex(Base64.getUrlDecoder().decode(x5t)));
            kids.add(x5t);
        }
        for (String kid : kids) {
            Optional<Fault> foreign = SuperOfficeCertificate.judgeListed(kid, environment);
            if (foreign.isPresent()) {
                throw refuse("it is " + foreign.get().fault());
            }
        }
        String id = certificate.map(Thumbprints::sha1Hex).orElseGet(() -> Thumbprints.jwk(key));
        return new CallerKey(key, certificate, id, kids, x5ts, x5tS256s);
    }

    private static Optional<String> kid(JsonNode entry) throws KeySetException {
        Optional<String> kid = text(entry, "kid");
        if (kid.isPresent() && kid.get().length() > LONGEST_NAME) {
            throw refuse("its kid is longer than " + LONGEST_NAME + " characters");
        }
        return kid;
    }

    private static Optional<String> thumbprint(JsonNode entry, String name, int bytes, Optional<String> certified)
            throws KeySetException {
        Optional<String> given = text(entry, name);
        if (given.isPresent() && base64Url(name, given.get()).length != bytes) {
            throw refuse("its " + name + " has not " + bytes + " bytes");
        }
        if (given.isPresent() && certified.isPresent() && !given.equals(certified)) {
            throw refuse("its " + name + " is not that of its x5c");
        }
        return certified.isPresent() ? certified : given;
    }

    private static Optional<String> text(JsonNode entry, String name) throws KeySetException {
        return KeySetJson.text(entry, name);
    }

    static KeySetException refuse(String fault) {
        return new KeySetException(fault, REMEDY);
    }
}
