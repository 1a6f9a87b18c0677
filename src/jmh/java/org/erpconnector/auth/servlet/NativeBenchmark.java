package org.erpconnector.auth.servlet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A whole handshake with {@code crypto-provider}, beside raw RSA of that provider and of the JDK's own. */
@State(Scope.Benchmark)
public class NativeBenchmark {
    @Param({Providers.CORRETTO, Providers.CONSCRYPT})
    public String provider;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private MeasuredFilter filter;
    private MemoryRequest request;
    private RawRsa rsa;
    private RawRsa jdk;

    @Setup
    public void request() throws GeneralSecurityException {
        filter = new MeasuredFilter(Providers.named(provider));
        request = WireForm.PARAMETER.request(filter.token);
        String statement = TestTokens.NONCE + ".202603011200";
        rsa = new RawRsa(Providers.of(provider), filter.caller, filter.application, filter.token, statement);
        jdk = new RawRsa(Providers.of(Providers.JDK), filter.caller, filter.application, filter.token, statement);
        if (filter.answer(request).status() != 200) {
            throw new IllegalStateException("not accepted");
        }
    }

    @Benchmark
    public void besideRaw(HandshakeBenchmark.Cpu cpu, Blackhole hole) throws GeneralSecurityException {
        long start = threads.getCurrentThreadCpuTime();
        hole.consume(rsa.verify());
        hole.consume(rsa.sign());
        long between = threads.getCurrentThreadCpuTime();
        hole.consume(filter.answer(request));
        long before = threads.getCurrentThreadCpuTime();
        hole.consume(jdk.verify());
        hole.consume(jdk.sign());
        cpu.rawNanos += between - start;
        cpu.handshakeNanos += before - between;
        cpu.jdkNanos += threads.getCurrentThreadCpuTime() - before;
    }
}
