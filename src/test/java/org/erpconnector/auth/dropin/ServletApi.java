package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The two names of the servlet API: for each a server, and jars of ours. */
enum ServletApi {
    JAVAX("javax.servlet", "http://xmlns.jcp.org/xml/ns/javaee\" version=\"4.0\"", "tomcat9", "-javax"),
    JAKARTA("jakarta.servlet", "https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"", "tomcat10", "");

    private final String packageName;
    private final String descriptor;
    private final String server;
    private final String classifier;

    ServletApi(String packageName, String descriptor, String server, String classifier) {
        this.packageName = packageName;
        this.descriptor = descriptor;
        this.server = server;
        this.classifier = classifier;
    }

    /** The jars of its server. */
    List<Path> server() {
        return jarsOf(server);
    }

    /** The one file for a WAR without Maven. */
    Path bundle() {
        return ours("-bundle" + classifier);
    }

    /** The library alone; jjwt and Jackson are among {@code dependencies}. */
    Path library() {
        return ours(classifier);
    }

    /** A source or a descriptor, in the names of this API. */
    String named(String text) {
        ServletApi other = this == JAVAX ? JAKARTA : JAVAX;
        return text.replace(other.packageName, packageName).replace(other.descriptor, descriptor);
    }

    /** What the build has copied into a folder for these tests. */
    static List<Path> jarsOf(String folder) {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("dropin.home"), folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar of this build. */
    static Path ours(String classifier) {
        return Path.of(System.getProperty("library.jar").replaceFirst("\\.jar$", classifier + ".jar"));
    }
}
