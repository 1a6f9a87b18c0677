package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.SOAP_11;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** I4 of the catalogue: what is read takes at most twenty times its own memory, whatever it is made of. */
@Tag("F69")
class MessageCostTest {
    private static final int LARGEST = 65_536;
    private static final int MOST = 20;
    /** What the first tag costs: the JDK's parser has buffers of fixed size. */
    private static final int FIXED = 200_000;

    private static final MessageReader READER = new MessageReader();

    /**
     * A message of so many characters.
     *
     * @param name of what it is made of
     * @param json rather than SOAP
     * @param text of the body
     */
    record Message(String name, boolean json, String text) {
        static Message soap(String unit) {
            return soap(unit, "", unit, "");
        }

        /** In the body of an envelope that mentions a token: a reader that gives up looks for that, too. */
        static Message soap(String name, String before, String unit, String after) {
            String head = "<s:Envelope xmlns:s='" + SOAP_11 + "'><s:Header/><s:Body><SignedToken>" + before;
            String tail = after + "</SignedToken></s:Body></s:Envelope>";
            return new Message(name, false, filled(head, unit, tail));
        }

        static Message json(String name, String before, String unit, String after) {
            return new Message(name, true, filled(before, unit, after));
        }

        private static String filled(String head, String unit, String tail) {
            return head + unit.repeat((LARGEST - head.length() - tail.length()) / unit.length()) + tail;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Message> messages() {
        StringBuilder attributes = new StringBuilder("<a");
        StringBuilder declarations = new StringBuilder("<a");
        for (int i = 0; i < 60; i++) {
            attributes.append(" b").append(i).append("=''");
            declarations.append(" xmlns:n").append(i).append("='u'");
        }
        return Stream.of(
                Message.soap("<a/>"),
                Message.soap("<a></a>"),
                Message.soap("<a>x</a>"),
                Message.soap("deep", "", "<a>".repeat(50) + "</a>".repeat(50), ""),
                Message.soap("attributes", "", attributes + "/>", ""),
                Message.soap("declarations", "", declarations + "/>", ""),
                Message.soap("<a b=''/>"),
                Message.soap("<a xmlns='u'/>"),
                Message.soap("<!---->"),
                Message.soap("<?a?>"),
                Message.soap("<![CDATA[]]>"),
                Message.soap("<![CDATA[x]]>"),
                Message.soap("&lt;"),
                Message.soap("&#65;"),
                Message.soap("x"),
                Message.soap("\n"),
                Message.soap("\r"),
                Message.soap("one value", "<a b='", "x", "'/>"),
                Message.soap("one name", "<", "x", "/>"),
                Message.json("members", "{\"x\":[", "1,", "1]}"),
                Message.json("objects", "{\"x\":[", "{},", "1]}"),
                Message.json("arrays", "{\"x\":[", "[[[]]],", "1]}"),
                Message.json("one string", "{\"x\":\"", "x", "\"}"),
                Message.json("escapes", "{\"x\":\"", "\\u0041", "\"}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void takesAtMostTwentyTimesItsOwnMemory(Message message) {
        assertThat(message.text()).hasSizeBetween(LARGEST - 700, LARGEST);
        assertThat(cost(message)).isLessThan((long) MOST * LARGEST);
    }

    /** A shorter one is not worth more. */
    @Test
    void takesNoMoreForAShortMessageOfManyTags() {
        String text = "<s:Envelope xmlns:s='" + SOAP_11 + "'>" + "<a/>".repeat(2000);
        assertThat(cost(new Message("short", false, text))).isLessThan((long) MOST * text.length() + FIXED);
    }

    private static long cost(Message message) {
        byte[] body = message.text().getBytes(StandardCharsets.UTF_8);
        Inspection.Unread head = message.json()
                ? Inspection.Unread.http(Contract.HTTP_JSON, "text/xml")
                : Inspection.Unread.soap(SoapVersion.SOAP_1_1, false, "", "text/xml");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            READER.read(head, body);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
