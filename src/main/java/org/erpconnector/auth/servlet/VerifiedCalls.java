package org.erpconnector.auth.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.Result;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.message.CallReader;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.MalformedMessageException;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.message.TokenText;
import org.erpconnector.auth.reason.Reason;

/**
 * Lets a call through only with a caller token of its own, as the mirroring contract asks. Safe for use by several
 * threads.
 */
final class VerifiedCalls {
    private static final String CONTRACT = "mirroring-call";
    /** RFC 9110 section 9.2.1: safe methods, such as a GET of the WSDL. */
    static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Authenticator authenticator;
    private final BodyLimits limits;
    private final ReplyWriter writer;
    private final HandshakeLog log;
    private final CallReader reader = new CallReader();

    /**
     * A verdict.
     *
     * @param refusal our answer; empty if the connector may have the call
     * @param body what of its body was read
     */
    record Verdict(Optional<HandshakeReply> refusal, Optional<PeekedBody> body) {}

    /**
     * @param authenticator judges tokens
     * @param limits how much of a call is read
     * @param writer makes answers of verdicts
     * @param log hears every verdict
     */
    VerifiedCalls(Authenticator authenticator, BodyLimits limits, ReplyWriter writer, HandshakeLog log) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.writer = writer;
        this.log = log;
    }

    /**
     * Whether this call needs a token: by its method alone, since a path or header might be read in another way by the
     * connector.
     */
    boolean requiresToken(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }

    /**
     * Judges a call, and tells the connector whose it is.
     *
     * @param head of the request
     * @param peeked the beginning of its body, if that was read before
     */
    Verdict judge(ServletHead head, Optional<PeekedBody> peeked) {
        HttpServletRequest request = head.request();
        Subject subject = Subject.call(CONTRACT, head.caller());
        SoapVersion version = SoapVersion.SOAP_1_1;
        try {
            CallReader.Head known = reader.head(head);
            version = known.version();
            PeekedBody body = peeked.isPresent()
                    ? peeked.get()
                    : BodyReader.read(BodyReader.stream(request), new byte[0], request.getContentLengthLong(), limits);
            TokenText token = reader.token(known, body.head(), body.whole());
            return new Verdict(judge(request, subject, version, token), Optional.of(body));
        } catch (MalformedMessageException e) {
            return refused(unreadable(subject, version, e.problem()));
        } catch (IOException e) {
            // As with handshakes: Tomcat answers it itself, with a page that would show the stack of this exception.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return refused(unreadable(subject, version, HandshakeInterceptor.problem(e)));
        } catch (UnreadableBodyException e) {
            log.failed(subject, Reason.BODY_UNREADABLE, e.detail(request));
            return refused(writer.unavailable(version));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Never on to the connector: nothing is proven. The body may have been read by a filter before this one.
            log.internalError(subject, e);
            return refused(writer.unavailable(version));
        }
    }

    private Optional<HandshakeReply> judge(
            HttpServletRequest request, Subject subject, SoapVersion version, TokenText token) {
        Result<VerifiedCallerToken> result = token.saml()
                ? Handshake.saml()
                : authenticator.admit(token.token(), verified -> tell(request, subject, verified));
        return result.fold(
                admitted -> Optional.<HandshakeReply>empty(),
                refused -> {
                    log.refused(subject, refused);
                    return Optional.of(writer.unreadable(version, refused.reason()));
                },
                unavailable -> {
                    log.failed(subject, unavailable);
                    return Optional.of(writer.unavailable(version));
                });
    }

    /** Tells whose call it is. Where a listener of the web application throws, the call is not let through. */
    private void tell(HttpServletRequest request, Subject subject, VerifiedCallerToken token) {
        request.setAttribute(FilterLifecycle.TENANT_ATTRIBUTE, token.tenant());
        request.setAttribute(FilterLifecycle.APPLICATION_ID_ATTRIBUTE, token.applicationId());
        log.callAccepted(subject.of(Optional.of(token.tenant())));
        log.proven(token.times());
    }

    private HandshakeReply unreadable(Subject subject, SoapVersion version, Reason problem) {
        log.refused(subject, problem, problem.sentence());
        return writer.unreadable(version, problem);
    }

    private static Verdict refused(HandshakeReply reply) {
        return new Verdict(Optional.of(reply), Optional.empty());
    }
}
