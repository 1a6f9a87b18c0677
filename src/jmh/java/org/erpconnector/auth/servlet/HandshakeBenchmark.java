package org.erpconnector.auth.servlet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a request to the bytes of its answer, in each contract. */
@State(Scope.Benchmark)
public class HandshakeBenchmark {
    @Param
    public WireForm form;

    private final MeasuredFilter filter = new MeasuredFilter();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private MemoryRequest request;
    private RawRsa rsa;

    /**
     * CPU of the handshakes, and of the RSA that they cannot do without. By turns in one thread, since a machine's speed
     * changes by more between two runs than the one differs from the other.
     */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Cpu {
        public long rawNanos;
        public long handshakeNanos;
        /** Of the JDK's own provider, where another is measured. */
        public long jdkNanos;
    }

    @Setup
    public void request() throws GeneralSecurityException {
        request = form.request(filter.token);
        rsa = new RawRsa(
                Providers.of(Providers.JDK),
                filter.caller,
                filter.application,
                filter.token,
                TestTokens.NONCE + ".202603011200");
        if (filter.answer(request).status() != 200) {
            throw new IllegalStateException("not accepted: " + form);
        }
    }

    @Benchmark
    public HandshakeReply whole() {
        return filter.answer(request);
    }

    @Benchmark
    public void besideRaw(Cpu cpu, Blackhole hole) throws GeneralSecurityException {
        long start = threads.getCurrentThreadCpuTime();
        hole.consume(rsa.verify());
        hole.consume(rsa.sign());
        long between = threads.getCurrentThreadCpuTime();
        hole.consume(filter.answer(request));
        cpu.rawNanos += between - start;
        cpu.handshakeNanos += threads.getCurrentThreadCpuTime() - between;
    }
}
