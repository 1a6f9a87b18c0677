package org.erpconnector.auth.it;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that the example's pom has built, under a name that is its context path too. */
final class ExampleWar {
    private ExampleWar() {}

    static Path file() {
        return Path.of(System.getProperty("example.war"));
    }

    /** As it is, with the administrator's keys in the server's system properties. */
    static WebArchive named(String name) {
        DemoKeySets.tellTheServer();
        return ShrinkWrap.create(ZipImporter.class, name + ".war")
                .importFrom(file().toFile())
                .as(WebArchive.class);
    }

    /** With another web.xml. */
    static WebArchive with(String name, WebXml webXml) {
        return named(name).setWebXML(webXml.asset());
    }

    /** What the server does not start: without its database, through whose classes the server would look each time. */
    static WebArchive refused(String name, WebXml webXml) {
        WebArchive war = with(name, webXml);
        war.getContent(Filters.include("/WEB-INF/lib/h2-.*")).keySet().forEach(war::delete);
        return war;
    }

    static WebArchive withBeansXml(String name, String discovery) {
        return named(name)
                .addAsWebInfResource(
                        new StringAsset(
                                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\""
                                        + discovery + "\"/>"),
                        "beans.xml");
    }
}
