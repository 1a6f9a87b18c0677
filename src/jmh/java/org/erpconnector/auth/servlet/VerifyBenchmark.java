package org.erpconnector.auth.servlet;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.testkit.TestTokens;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * From the text of a caller token to its proven claims: ours, and what one would take instead, each as its own
 * documentation says, for one algorithm, one issuer and the times.
 */
@State(Scope.Benchmark)
public class VerifyBenchmark {
    private static final String ISSUER = "SuperOffice AS";
    private static final String AUDIENCE = "spn:" + TestTokens.APPLICATION_ID;

    private final MeasuredFilter filter = new MeasuredFilter();
    private DefaultJWTProcessor<SecurityContext> nimbus;
    private JWTVerifier auth0;
    private JwtConsumer jose4j;
    private NimbusJwtDecoder spring;

    @Setup
    public void others() {
        Clock clock = MeasuredFilter.CLOCK;
        nimbus = new DefaultJWTProcessor<>();
        nimbus.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder(filter.caller.publicKey())
                        .keyID(kid())
                        .build()))));
        nimbus.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        AUDIENCE, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("exp", "nbf", "nonce")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        auth0 = ((com.auth0.jwt.JWTVerifier.BaseVerification)
                        JWT.require(Algorithm.RSA256(filter.caller.publicKey(), null))
                                .withIssuer(ISSUER)
                                .withAudience(AUDIENCE))
                .build(clock);
        jose4j = new JwtConsumerBuilder()
                .setVerificationKey(filter.caller.publicKey())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        spring = NimbusJwtDecoder.withPublicKey(filter.caller.publicKey()).build();
        spring.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
    }

    @Benchmark
    public VerifiedCallerToken ours() throws TokenRejectedException {
        return filter.verifier.verify(filter.token);
    }

    @Benchmark
    public JWTClaimsSet nimbus() throws BadJOSEException, JOSEException, ParseException {
        return nimbus.process(filter.token, null);
    }

    @Benchmark
    public Object auth0() {
        return auth0.verify(filter.token);
    }

    @Benchmark
    public JwtClaims jose4j() throws InvalidJwtException {
        return jose4j.processToClaims(filter.token);
    }

    @Benchmark
    public Jwt springSecurity() {
        return spring.decode(filter.token);
    }

    private String kid() {
        return TestTokens.header(filter.caller.certificate()).get("kid").replace("\"", "");
    }
}
