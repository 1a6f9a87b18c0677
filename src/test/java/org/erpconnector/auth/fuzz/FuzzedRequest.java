package org.erpconnector.auth.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.message.RequestHead;

/** An input as a request: a line with its Content-Type, a line with its SOAPAction, empty for none, and its body. */
final class FuzzedRequest implements RequestHead {
    private final byte[] input;
    private final String text;
    private final int firstBreak;
    private final int secondBreak;

    FuzzedRequest(byte[] input) {
        this.input = input;
        this.text = new String(input, StandardCharsets.ISO_8859_1);
        this.firstBreak = text.indexOf('\n');
        this.secondBreak = text.indexOf('\n', firstBreak + 1);
    }

    byte[] body() {
        return Arrays.copyOfRange(input, Math.max(firstBreak, secondBreak) + 1, input.length);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/Services/ErpConnectorWS.svc";
    }

    @Override
    public String contentType() {
        return text.substring(0, Math.max(firstBreak, 0));
    }

    @Override
    public String contentEncoding() {
        return null;
    }

    /** That of a handshake, so that every body is looked into. */
    @Override
    public long contentLength() {
        return 1500;
    }

    @Override
    public List<String> soapActions() {
        String action = secondBreak > firstBreak ? text.substring(firstBreak + 1, secondBreak) : "";
        return action.isEmpty() ? List.of() : List.of(action);
    }
}
