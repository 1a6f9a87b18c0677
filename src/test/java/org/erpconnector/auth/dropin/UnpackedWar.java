package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A web application in a folder, where an administrator adds files by hand. */
record UnpackedWar(Path folder) {
    Path lib() {
        return folder.resolve("WEB-INF/lib");
    }

    /** Writes a file of it, given by its path inside. */
    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Adds a class of the tests. By name: it may not be loaded here. */
    void addClass(String name) throws IOException {
        String path = name.replace('.', '/') + ".class";
        Path file = folder.resolve("WEB-INF/classes").resolve(path);
        Files.createDirectories(file.getParent());
        try (InputStream in = UnpackedWar.class.getResourceAsStream("/" + path)) {
            Files.copy(in, file);
        }
    }

    void addLibraries(List<Path> jars) throws IOException {
        Files.createDirectories(lib());
        for (Path jar : jars) {
            Files.copy(jar, lib().resolve(jar.getFileName()));
        }
    }

    /** Unpacks the file of a web application. */
    static UnpackedWar of(Path war, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return new UnpackedWar(folder);
    }

    /** Compiles sources, in the names of an API, into WEB-INF/classes: against its own libraries and its server. */
    void compile(ServletApi api, Path... originals) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path original : originals) {
            Path source =
                    Files.createDirectories(folder.resolveSibling("sources")).resolve(original.getFileName());
            sources.add(Files.writeString(source, api.named(Files.readString(original))));
        }
        Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes"));
        Files.createDirectories(lib());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> libraries = Files.list(lib())) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.concat(libraries, api.server().stream()).toList());
            boolean compiled = compiler.getTask(
                            said, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException(said.toString());
            }
        }
    }

    /** The SHA-256 of each file, by its path. */
    Map<String, String> digests() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString(),
                            UnpackedWar::sha256,
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
