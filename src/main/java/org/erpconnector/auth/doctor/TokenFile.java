package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.reason.Reason;

/**
 * A token, or the message that holds it. Which of them it is, the first character tells, since a file has no media type;
 * the rest is the library's own reading of a request.
 */
final class TokenFile {
    /** What the filter reads of a request when nobody sets max-message-size. */
    private static final int LARGEST =
            Integer.parseInt(Setting.MAX_MESSAGE_SIZE.defaultText().orElse("65536"));

    /** A body alone does not tell what stood in the head. */
    private static final String UNKNOWN_ACTION = "?";

    private TokenFile() {}

    /** Reads a file, or standard input for {@code -}. */
    static Inspection read(String name, InputStream in) throws UsageException {
        byte[] bytes;
        try (InputStream source = name.equals("-") ? in : Files.newInputStream(Path.of(name))) {
            bytes = source.readNBytes(LARGEST + 1);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(
                    "the file of --token-file cannot be read: [" + Shown.text(name) + "], " + Shown.cause(e), e);
        }
        return bytes.length > LARGEST
                ? new Inspection.Refused(SoapVersion.SOAP_1_1, Reason.MESSAGE_TOO_LARGE)
                : inspect(bytes);
    }

    private static Inspection inspect(byte[] bytes) {
        char first = firstCharacter(bytes);
        if (first != '<') {
            Contract contract = first == '{' ? Contract.HTTP_JSON : Contract.HTTP_JWT;
            return new MessageReader().read(Inspection.Unread.http(contract, null), bytes);
        }
        Inspection soap11 = soap(SoapVersion.SOAP_1_1, bytes);
        boolean otherVersion =
                soap11 instanceof Inspection.Refused refused && refused.problem() == Reason.SOAP_VERSION_MISMATCH;
        return otherVersion ? soap(SoapVersion.SOAP_1_2, bytes) : soap11;
    }

    private static Inspection soap(SoapVersion version, byte[] bytes) {
        return new MessageReader().read(Inspection.Unread.soap(version, true, UNKNOWN_ACTION, null), bytes);
    }

    /** The first that is neither white space nor part of a byte order mark, nor the nought of UTF-16. */
    private static char firstCharacter(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return (char) b;
            }
        }
        return ' ';
    }
}
