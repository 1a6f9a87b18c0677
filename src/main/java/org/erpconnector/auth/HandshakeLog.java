package org.erpconnector.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.token.SigningException;
import org.erpconnector.auth.token.VerifiedCallerToken;

/**
 * One line for each handshake, for the operator at night: outcome, reason code, contract, who asked. Never a token, a
 * nonce, a key or a password. Values that come from outside are stripped of control characters and cut, so that nobody
 * writes lines of his own into the log (CWE-117).
 */
final class HandshakeLog {
    private static final int LONGEST_DETAIL = 240;
    private static final int LONGEST_ADDRESS = 64;

    private final Logger logger;
    private final String filter;

    /**
     * @param logger where lines go
     * @param filter the filter's name in web.xml, since a server may have several
     */
    HandshakeLog(Logger logger, String filter) {
        this.logger = logger;
        this.filter = printable(filter, LONGEST_ADDRESS);
    }

    void accepted(Contract contract, String from, VerifiedCallerToken token) {
        write(
                Level.INFO,
                "handshake accepted: filter=" + filter + " contract=" + contract.label() + " tenant=" + token.tenant()
                        + " caller-key=" + token.callerKeyId() + " from="
                        + printable(from, LONGEST_ADDRESS));
    }

    void refused(String contract, String from, String reasonCode, String detail) {
        write(Level.WARNING, line("handshake refused: reason=", reasonCode, contract, from, detail));
    }

    void failed(String contract, String from, String reasonCode, String detail) {
        write(Level.ERROR, line("handshake failed: reason=", reasonCode, contract, from, detail));
    }

    /** Our key or its provider failed: its message says how, and holds no key material. */
    void signingFailed(String contract, String from, SigningException cause) {
        logger.log(
                Level.ERROR,
                line("handshake failed: reason=", "signing-failed", contract, from, cause.toString()),
                cause);
    }

    /** Something that we did not foresee. An exception's message may quote what the caller sent; an error's does not. */
    void internalError(String contract, String from, Throwable cause) {
        Throwable shown = cause instanceof Error ? cause : withoutMessage(cause);
        logger.log(
                Level.ERROR,
                line("handshake failed: reason=", "internal-error", contract, from, String.valueOf(shown.getMessage())),
                shown);
    }

    private static Throwable withoutMessage(Throwable cause) {
        Throwable silent = new Throwable(cause.getClass().getName());
        silent.setStackTrace(cause.getStackTrace());
        return silent;
    }

    /** A caller that went away while we answered: its own affair. */
    void lost(String from, String detail) {
        write(
                Level.DEBUG,
                "answer not delivered: filter=" + filter + " from=" + printable(from, LONGEST_ADDRESS) + " detail=["
                        + printable(detail, LONGEST_DETAIL) + "]");
    }

    private String line(String outcome, String reasonCode, String contract, String from, String detail) {
        return outcome + reasonCode + " filter=" + filter + " contract=" + contract + " from="
                + printable(from, LONGEST_ADDRESS) + " detail=[" + printable(detail, LONGEST_DETAIL) + "]";
    }

    private void write(Level level, String line) {
        // The variant without parameters: a value with braces must not be taken for a message format.
        logger.log(level, line);
    }

    static String printable(String text, int longest) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest) + 3);
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() <= longest ? clean.toString() : clean.append("...").toString();
    }
}
