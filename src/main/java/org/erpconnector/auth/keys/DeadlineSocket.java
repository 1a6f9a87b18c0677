package org.erpconnector.auth.keys;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket on which no read blocks beyond a deadline, whoever reads, TLS included. A read timeout alone begins anew
 * with each byte: a server that sends one byte a second would hold the refreshing thread for days.
 */
final class DeadlineSocket extends Socket {
    private final Deadline deadline;
    private final int longestRead;

    /**
     * @param deadline for everything
     * @param longestRead milliseconds to wait for the next byte
     */
    DeadlineSocket(Deadline deadline, int longestRead) {
        this.deadline = deadline;
        this.longestRead = longestRead;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(deadline.millisLeft(longestRead));
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                setSoTimeout(deadline.millisLeft(longestRead));
                return super.read(buffer, offset, length);
            }
        };
    }
}
