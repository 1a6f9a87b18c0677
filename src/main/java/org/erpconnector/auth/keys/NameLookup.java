package org.erpconnector.auth.keys;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of a name, within a time. The JDK's own call waits as long as the machine's resolver does, half a
 * minute where a firewall swallows its questions; so it runs in a thread that lives as long as the one call, and there
 * is never a second one. For one thread at a time.
 */
final class NameLookup {
    private @Nullable FutureTask<InetAddress[]> last;

    /**
     * @param most milliseconds to wait
     * @throws IOException if the name is not known, or not found in time
     */
    List<InetAddress> of(String host, int most) throws IOException {
        // FutureTask.get asks for this only if it has to wait, so a quick answer would hide it.
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("stopped");
        }
        // Not whether its thread is alive: it lives for a moment longer than the answer takes.
        if (last != null && !last.isDone()) {
            throw new SocketTimeoutException("the name server has not answered the last question yet");
        }
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(host));
        // Without the web application's class loader and thread locals: the thread may outlive the application a
        // little.
        Thread thread = new Thread(null, task, "erp-connector-auth looks up " + host, 0, false);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setDaemon(true);
        last = task;
        thread.start();
        try {
            return List.of(task.get(most, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw (IOException) new SocketTimeoutException("the name server does not answer").initCause(e);
        } catch (ExecutionException e) {
            throw (IOException) new UnknownHostException(host).initCause(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped").initCause(e);
        }
    }
}
