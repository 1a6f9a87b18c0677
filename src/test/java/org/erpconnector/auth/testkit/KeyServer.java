package org.erpconnector.auth.testkit;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/** An issuer on 127.0.0.1 whose key set is written by nimbus, and which can be made to fail. */
public final class KeyServer implements AutoCloseable {
    private final String host;
    private final RawServer server;
    private volatile RawServer.Manner manner = this::answerWell;
    private volatile List<TestKeys> keys;

    public KeyServer(TestKeys... keys) {
        this.keys = List.of(keys);
        this.host = "http://127.0.0.1:";
        this.server = RawServer.http(this::answer);
    }

    /** The same over the sockets of a factory, TLS. */
    public KeyServer(ServerSocketFactory sockets, TestKeys... keys) {
        this.keys = List.of(keys);
        this.host = "https://localhost:";
        this.server = RawServer.https(sockets, this::answer);
    }

    /** Lists these keys from now on. */
    public void lists(TestKeys... others) {
        keys = List.of(others);
    }

    /** Answers so from now on. */
    public void misbehaves(RawServer.Manner how) {
        manner = how;
    }

    /** Answers properly from now on. */
    public void behaves() {
        manner = this::answerWell;
    }

    public String issuer() {
        return host + server.port();
    }

    public String configuration() {
        return issuer() + "/.well-known/openid-configuration";
    }

    /** How often the configuration was asked for. */
    public long fetches() {
        return server.requests().stream()
                .filter(head -> head.startsWith("GET /.well-known/"))
                .count();
    }

    /** How often the key set was asked for. */
    public long sets() {
        return server.requests().stream()
                .filter(head -> head.startsWith("GET /jwks "))
                .count();
    }

    private void answer(String head, OutputStream out) throws Exception {
        manner.answer(head, out);
    }

    private void answerWell(String head, OutputStream out) throws Exception {
        String body = head.startsWith("GET /.well-known/")
                ? "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/jwks\"}"
                : set();
        out.write(RawServer.bytes(RawServer.ok(body)));
    }

    private String set() {
        return new JWKSet(Stream.of(keys.toArray(new TestKeys[0]))
                        .map(KeyServer::entry)
                        .toList())
                .toString();
    }

    private static com.nimbusds.jose.jwk.JWK entry(TestKeys key) {
        try {
            byte[] der = key.certificate().getEncoded();
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(der);
            return new RSAKey.Builder(key.publicKey())
                    .keyID(HexFormat.of().withUpperCase().formatHex(sha1))
                    .x509CertChain(List.of(Base64.encode(der)))
                    .x509CertSHA256Thumbprint(Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(der)))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
