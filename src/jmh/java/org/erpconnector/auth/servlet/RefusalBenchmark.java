package org.erpconnector.auth.servlet;

import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a stranger costs: the first three before any RSA, the last after one verification. */
@State(Scope.Benchmark)
public class RefusalBenchmark {
    private final MeasuredFilter filter = new MeasuredFilter();
    private final MemoryRequest notXml = MemoryRequest.post(
            "/Services/ErpConnectorWS.svc", "text/xml; charset=utf-8", "urn:a/Authenticate", new byte[1500]);
    private final MemoryRequest noToken = WireForm.PARAMETER.request("x".repeat(600));
    private final MemoryRequest unknownKey = WireForm.PARAMETER.request(TestTokens.valid(TestKeys.ofBits(2048)));
    private final MemoryRequest forged = WireForm.PARAMETER.request(forged(filter.token));

    @Benchmark
    public HandshakeReply unreadableEnvelope() {
        return filter.answer(notXml);
    }

    @Benchmark
    public HandshakeReply malformedToken() {
        return filter.answer(noToken);
    }

    @Benchmark
    public HandshakeReply unknownKey() {
        return filter.answer(unknownKey);
    }

    @Benchmark
    public HandshakeReply forgedSignature() {
        return filter.answer(forged);
    }

    private static String forged(String token) {
        int middle = token.length() - 100;
        return token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
    }
}
