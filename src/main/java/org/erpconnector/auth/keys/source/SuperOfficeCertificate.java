package org.erpconnector.auth.keys.source;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Fault;

/**
 * SuperOffice's federated-login certificates by their SHA-1 thumbprints, as published in
 * {@code superofficeonlinecertificates.zip}, and the one that nobody may trust.
 */
public enum SuperOfficeCertificate {
    DEVELOPMENT(Environment.DEVELOPMENT, "16B7FB8C3F9AB06885A800C64E64C97C4AB5E98C"),
    STAGE(Environment.STAGE, "484903A7732B928C7980A39D38E947EA119F1089"),
    PRODUCTION(Environment.PRODUCTION, "60B61583DBB2B7EEC46FD01EC0056E62451D61F3"),
    /** Of SuperOffice's published sample code, which holds the private key, too: anybody can sign tokens with it. */
    DEMO(Environment.CUSTOM, "B0AD4C0BFD8913B8040F3E8AD16A91F585222C33");

    private final Environment environment;
    private final String sha1Hex;

    SuperOfficeCertificate(Environment environment, String sha1Hex) {
        this.environment = environment;
        this.sha1Hex = sha1Hex;
    }

    /** What is wrong with a certificate under an environment, and what to do; empty when nothing is. */
    public static Optional<Fault> judge(String sha1Hex, Environment wanted) {
        if (wanted == Environment.CUSTOM) {
            return Optional.empty();
        }
        Optional<SuperOfficeCertificate> known =
                Stream.of(values()).filter(one -> one.sha1Hex.equals(sha1Hex)).findAny();
        if (known.isEmpty()) {
            return Optional.of(new Fault(
                    "not the certificate of SuperOffice's " + wanted.label() + " environment, whose SHA-1 is "
                            + expected(wanted),
                    "Take that one from SuperOffice's documentation; set environment to custom if you mean this one"));
        }
        return judgeListed(sha1Hex, wanted);
    }

    /**
     * The same for a certificate that SuperOffice's own key set lists: it may be a new one, but neither the published
     * demo certificate nor that of another environment. Empty when nothing is wrong.
     *
     * @param name its thumbprint in hex or base64url; any other text is nobody's
     */
    public static Optional<Fault> judgeListed(String name, Environment wanted) {
        Optional<SuperOfficeCertificate> known =
                Stream.of(values()).filter(one -> one.isCalled(name)).findAny();
        if (wanted == Environment.CUSTOM || known.isEmpty()) {
            return Optional.empty();
        }
        if (known.get() == DEMO) {
            return Optional.of(new Fault(
                    "SuperOffice's published demo certificate: its private key is public, so anybody could sign in",
                    "Name the certificate of the " + wanted.label() + " environment, SHA-1 " + expected(wanted)));
        }
        return known.get().environment == wanted
                ? Optional.empty()
                : Optional.of(new Fault(
                        "the certificate of SuperOffice's "
                                + known.get().environment.label() + " environment, but environment is "
                                + wanted.label(),
                        "Name the certificate of " + wanted.label() + ", SHA-1 " + expected(wanted)
                                + ", or change environment"));
    }

    /** Whose certificate it is, for a person; empty when the thumbprint is none of these. */
    public static Optional<String> owner(String sha1Hex) {
        return Stream.of(values())
                .filter(one -> one.sha1Hex.equals(sha1Hex))
                .findAny()
                .map(one -> one == DEMO
                        ? "SuperOffice's published demo, which nobody may trust"
                        : "SuperOffice's " + one.environment.label() + " environment");
    }

    private boolean isCalled(String name) {
        return sha1Hex.equalsIgnoreCase(name)
                || Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(sha1Hex))
                        .equals(name);
    }

    private static String expected(Environment wanted) {
        return Stream.of(values())
                .filter(one -> one.environment == wanted)
                .map(one -> one.sha1Hex)
                .findAny()
                .orElseThrow();
    }
}
