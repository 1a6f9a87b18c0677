package org.erpconnector.auth.servlet;

import java.security.GeneralSecurityException;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline: RSA of 2048 bits by the JDK's own provider, and nothing else. */
@State(Scope.Benchmark)
public class RawBenchmark {
    private RawRsa rsa;

    @Setup
    public void keys() throws GeneralSecurityException {
        MeasuredFilter filter = new MeasuredFilter();
        rsa = new RawRsa(
                Providers.of(Providers.JDK),
                filter.caller,
                filter.application,
                filter.token,
                TestTokens.NONCE + ".202603011200");
    }

    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        return rsa.verify();
    }

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        return rsa.sign();
    }
}
