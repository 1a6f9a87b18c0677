package org.erpconnector.auth.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One attack.
 *
 * @param row of the catalogue
 * @param name what is wrong
 * @param form in which form of the handshake a token was put; empty where the form is what is wrong
 * @param head request line and headers, without Host and Connection; {@code {context}} stands for the context path
 * @param body its bytes, whatever the headers say of them
 * @param end whether the caller ends its side of the connection after it
 * @param expected what must come back
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Attack(String row, String name, String form, String head, byte[] body, boolean end, Expected expected) {
    /** All that goes over the wire. */
    byte[] bytes(String contextPath) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String host = head.contains("\r\nHost:") ? "" : "\r\nHost: localhost";
        out.writeBytes((head.replace("{context}", contextPath) + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return row + " " + name + (form.isEmpty() ? "" : " (" + form + ")");
    }
}
