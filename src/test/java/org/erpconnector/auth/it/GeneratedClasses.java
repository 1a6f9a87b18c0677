package org.erpconnector.auth.it;

import com.sun.tools.ws.wscompile.WsimportTool;
import jakarta.jws.WebService;
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
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The client that JAX-WS makes of a WSDL: generated, compiled and loaded for one test run. */
record GeneratedClasses(URL wsdl, URLClassLoader loader) implements AutoCloseable {
    static final String PACKAGE = "generated";

    /** Everything that is made goes into the folder, and is gone with it. */
    static GeneratedClasses of(Path wsdl, Path folder, String option) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {
            "-Xnocompile", option, "-p", PACKAGE, "-s", folder.toString(), "-d", folder.toString(), wsdl.toString()
        };
        if (!new WsimportTool(said).run(arguments)) {
            throw new IllegalStateException("wsimport failed: " + said.toString(StandardCharsets.UTF_8));
        }
        compile(folder);
        return new GeneratedClasses(
                wsdl.toUri().toURL(),
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, GeneratedClasses.class.getClassLoader()));
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

    Class<?> load(String name) throws ClassNotFoundException {
        return loader.loadClass(PACKAGE + "." + name);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
