package org.erpconnector.auth.it;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.namespace.QName;

/** The client that JAX-WS makes of the published WSDL of mirroring. */
record GeneratedClient(GeneratedClasses classes) implements AutoCloseable {
    private static final QName PORT = new QName(Caller.MIRRORING, "BasicHttpsBinding_IMirroringClientService");

    /** Everything that is made goes into the folder, and is gone with it. */
    static GeneratedClient of(Path published, Path folder) throws IOException {
        return new GeneratedClient(
                GeneratedClasses.of(withoutPolicy(published, folder), folder, "-XadditionalHeaders"));
    }

    /** The published policy demands TLS, which ends in front of a server and which these tests do without. */
    private static Path withoutPolicy(Path published, Path folder) throws IOException {
        String text = Files.readString(published);
        String free = text.replaceAll("<wsp:PolicyReference[^>]*/>", "");
        if (free.equals(text)) {
            throw new IllegalStateException(published + " has no policy to leave out");
        }
        return Files.writeString(folder.resolve("mirroring.wsdl"), free);
    }

    /** Makes the generated call; the operation's name is that of its request without {@code Request}. */
    Reply call(URI endpoint, String operation, String clientState, String token) throws ReflectiveOperationException {
        Class<?> port = classes.load("IMirroringClientService");
        Class<?> requestType = classes.load(operation + "Request");
        Object request = requestType.getConstructor().newInstance();
        requestType.getMethod("setClientState", JAXBElement.class).invoke(request, text("ClientState", clientState));
        String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        Object answer = port.getMethod(method, requestType, String.class).invoke(proxy(port, endpoint), request, token);
        return new Reply(answer);
    }

    private Object proxy(Class<?> port, URI endpoint) {
        Service service = Service.create(classes.wsdl(), new QName(Caller.MIRRORING, "MirroringClientService"));
        Object proxy = service.getPort(PORT, port);
        ((BindingProvider) proxy)
                .getRequestContext()
                .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, endpoint.toString());
        return proxy;
    }

    private static JAXBElement<String> text(String name, String value) {
        return new JAXBElement<>(new QName(Caller.MIRRORING, name), String.class, value);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    /** An answer of a generated type. */
    record Reply(Object answer) {
        boolean successful() throws ReflectiveOperationException {
            return (Boolean) answer.getClass().getMethod("isIsSuccessful").invoke(answer);
        }

        /** A member that may be nil or absent; then null. */
        String text(String member) throws ReflectiveOperationException {
            Object element = answer.getClass().getMethod("get" + member).invoke(answer);
            return element == null ? null : (String) ((JAXBElement<?>) element).getValue();
        }
    }
}
