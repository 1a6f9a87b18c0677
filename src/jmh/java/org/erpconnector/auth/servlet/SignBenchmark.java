package org.erpconnector.auth.servlet;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.erpconnector.auth.core.ReplyForm;
import org.erpconnector.auth.core.SigningException;
import org.erpconnector.auth.core.TestReply;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.testkit.TestTokens;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From proven claims to a reply token: both of ours, and the signed JWT as one would make it with another library. */
@State(Scope.Benchmark)
public class SignBenchmark {
    private static final String ISSUER = "spn:" + TestTokens.APPLICATION_ID;

    private final MeasuredFilter filter = new MeasuredFilter();
    private VerifiedCallerToken token;
    private JWSSigner nimbus;
    private Algorithm auth0;

    @Setup
    public void others() throws TokenRejectedException {
        token = filter.verifier.verify(filter.token);
        RSAPrivateKey key = (RSAPrivateKey) filter.application.pair().getPrivate();
        nimbus = new RSASSASigner(key);
        auth0 = Algorithm.RSA256(null, key);
    }

    @Benchmark
    public String applicationToken() throws SigningException {
        return TestReply.sign(filter.signer, token, ReplyForm.APPLICATION_TOKEN, TestTokens.NOW)
                .text();
    }

    @Benchmark
    public String signedJwt() throws SigningException {
        return TestReply.sign(filter.signer, token, ReplyForm.JWT, TestTokens.NOW)
                .text();
    }

    @Benchmark
    public String nimbus() throws JOSEException {
        Date now = Date.from(TestTokens.NOW);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("kid")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(token.issuer())
                        .subject(token.tenant())
                        .claim("nonce", token.nonce())
                        .issueTime(now)
                        .notBeforeTime(now)
                        .expirationTime(Date.from(TestTokens.NOW.plusSeconds(300)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        jwt.sign(nimbus);
        return jwt.serialize();
    }

    @Benchmark
    public String auth0() {
        Instant now = TestTokens.NOW;
        return JWT.create()
                .withKeyId("kid")
                .withIssuer(ISSUER)
                .withAudience(token.issuer())
                .withSubject(token.tenant())
                .withClaim("nonce", token.nonce())
                .withIssuedAt(now)
                .withNotBefore(now)
                .withExpiresAt(now.plusSeconds(300))
                .withJWTId(UUID.randomUUID().toString())
                .sign(auth0);
    }

    @Benchmark
    public String jose4j() throws JoseException {
        NumericDate now = NumericDate.fromSeconds(TestTokens.NOW.getEpochSecond());
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(token.issuer());
        claims.setSubject(token.tenant());
        claims.setClaim("nonce", token.nonce());
        claims.setIssuedAt(now);
        claims.setNotBefore(now);
        claims.setExpirationTime(NumericDate.fromSeconds(TestTokens.NOW.getEpochSecond() + 300));
        claims.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setHeader("typ", "JWT");
        jws.setKeyIdHeaderValue("kid");
        jws.setPayload(claims.toJson());
        jws.setKey(filter.application.pair().getPrivate());
        return jws.getCompactSerialization();
    }
}
