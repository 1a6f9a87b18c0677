package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the connector's answer to a handshake as its caller would: a WCF client for SOAP, a plain one for HTTP. */
final class AnswerReader {

    private AnswerReader() {}

    static ConnectorAnswer read(HttpReply reply, HandshakeSettings settings) {
        if (reply.truncated()) {
            return ConnectorAnswer.unreadable(
                    "it is larger than " + reply.body().length + " bytes, which is all the caller reads");
        }
        try {
            return switch (settings.contract()) {
                case HTTP_JWT -> reply.isSuccess() ? bareToken(reply) : httpRefusal(reply);
                case HTTP_JSON -> reply.isSuccess() ? json(reply) : httpRefusal(reply);
                default -> soap(reply, settings);
            };
        } catch (MalformedException e) {
            return ConnectorAnswer.unreadable(Shown.cause(e));
        }
    }

    private static ConnectorAnswer soap(HttpReply reply, HandshakeSettings settings) throws MalformedException {
        XmlElement child = SoapReply.bodyChild(reply, settings.soap());
        Optional<String> fault = SoapReply.fault(child, settings.soap());
        if (fault.isPresent()) {
            return ConnectorAnswer.refused("a SOAP fault, " + fault.get());
        }
        ReplyShape shape = ReplyShape.of(settings);
        if (!child.qname().equals(shape.wrapper())) {
            throw new MalformedException("its body holds " + Shown.element(child.qname()) + ", the caller expects "
                    + Shown.element(shape.wrapper()));
        }
        XmlElement holder = child;
        if (shape.result().isPresent()) {
            String expected = Shown.element(shape.result().get());
            holder =
                    child.child(shape.result().get()).orElseThrow(() -> new MalformedException("it lacks " + expected));
        }
        return answer(WcfMembers.read(holder, shape.memberNamespace(), shape.order()), shape);
    }

    private static ConnectorAnswer answer(WcfMembers members, ReplyShape shape) throws MalformedException {
        if (members.bool(shape.success())) {
            return ConnectorAnswer.accepted(members.text(ReplyShape.TOKEN), members.losses());
        }
        String otherwise = members.present().containsKey(shape.success())
                ? "no reason given"
                : shape.success() + " is missing, which reads as false";
        return ConnectorAnswer.refused(members.text(shape.reason()).orElse(otherwise), members.losses());
    }

    private static ConnectorAnswer bareToken(HttpReply reply) {
        List<String> remarks = reply.mediaType().equals("application/jwt")
                ? List.of()
                : List.of("the content type is [" + Shown.text(reply.contentType()) + "] instead of application/jwt");
        String token = new String(reply.body(), StandardCharsets.UTF_8).strip();
        return ConnectorAnswer.accepted(token.isEmpty() ? Optional.empty() : Optional.of(token), remarks);
    }

    private static ConnectorAnswer json(HttpReply reply) throws MalformedException {
        Map<String, @Nullable Object> members = members(reply.body());
        if (Boolean.TRUE.equals(members.get("Succeeded"))) {
            boolean given = members.get(ReplyShape.TOKEN) instanceof String;
            return ConnectorAnswer.accepted(
                    given ? Optional.of(String.valueOf(members.get(ReplyShape.TOKEN))) : Optional.empty(), List.of());
        }
        return ConnectorAnswer.refused(members.get("Reason") instanceof String reason ? reason : "no reason given");
    }

    /** A refusal has a status outside 2xx and, if the connector wrote it, a reason. */
    private static ConnectorAnswer httpRefusal(HttpReply reply) {
        if (!reply.mediaType().equals("application/json")) {
            return ConnectorAnswer.refused(reply.statusInWords());
        }
        try {
            Object reason = members(reply.body()).get("Reason");
            return ConnectorAnswer.refused(reason instanceof String text ? text : reply.statusInWords());
        } catch (MalformedException e) {
            return ConnectorAnswer.refused(reply.statusInWords() + ", and its JSON cannot be read: " + Shown.cause(e));
        }
    }

    private static Map<String, @Nullable Object> members(byte[] body) throws MalformedException {
        try {
            Map<String, @Nullable Object> members = JSONObjectUtils.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            if (members == null) {
                throw new MalformedException("its JSON is null");
            }
            return members;
        } catch (CharacterCodingException e) {
            throw new MalformedException("it is not UTF-8", e);
        } catch (ParseException e) {
            throw new MalformedException("it is no JSON object", e);
        }
    }
}
