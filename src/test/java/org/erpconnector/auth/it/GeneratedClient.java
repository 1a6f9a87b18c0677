package org.erpconnector.auth.it;

import com.sun.tools.ws.wscompile.WsimportTool;
import jakarta.jws.WebService;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.namespace.QName;

/** The client that JAX-WS makes of the published WSDL of mirroring: generated, compiled and loaded for one test run. */
final class GeneratedClient implements AutoCloseable {
    private static final String PACKAGE = "generated";
    private static final QName PORT = new QName(Caller.MIRRORING, "BasicHttpsBinding_IMirroringClientService");

    private final URL wsdl;
    private final URLClassLoader classes;

    private GeneratedClient(URL wsdl, URLClassLoader classes) {
        this.wsdl = wsdl;
        this.classes = classes;
    }

    /** Everything that is made goes into the folder, and is gone with it. */
    static GeneratedClient of(Path published, Path folder) throws IOException {
        Path wsdl = withoutPolicy(published, folder);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {
            "-Xnocompile",
            "-XadditionalHeaders",
            "-p",
            PACKAGE,
            "-s",
            folder.toString(),
            "-d",
            folder.toString(),
            wsdl.toString()
        };
        if (!new WsimportTool(said).run(arguments)) {
            throw new IllegalStateException("wsimport failed: " + said.toString(StandardCharsets.UTF_8));
        }
        compile(folder);
        return new GeneratedClient(
                wsdl.toUri().toURL(),
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, GeneratedClient.class.getClassLoader()));
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

    private static void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<File> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toFile)
                    .toList();
        }
        String apis = Path.of(URI.create(WebService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            manager,
                            null,
                            List.of("-proc:none", "-classpath", apis, "-d", folder.toString()),
                            null,
                            manager.getJavaFileObjectsFromFiles(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the generated client does not compile");
            }
        }
    }

    /** Makes the generated call; the operation's name is that of its request without {@code Request}. */
    Reply call(URI endpoint, String operation, String clientState, String token) throws ReflectiveOperationException {
        Class<?> port = classes.loadClass(PACKAGE + ".IMirroringClientService");
        Class<?> requestType = classes.loadClass(PACKAGE + "." + operation + "Request");
        Object request = requestType.getConstructor().newInstance();
        requestType.getMethod("setClientState", JAXBElement.class).invoke(request, text("ClientState", clientState));
        String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        Object answer = port.getMethod(method, requestType, String.class).invoke(proxy(port, endpoint), request, token);
        return new Reply(answer);
    }

    private Object proxy(Class<?> port, URI endpoint) {
        Service service = Service.create(wsdl, new QName(Caller.MIRRORING, "MirroringClientService"));
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
