package org.erpconnector.auth.doctor;

import java.util.List;
import java.util.Map;

/** What {@code --help} prints. */
final class Usage {
    private static final String TOKEN = """
            doctor token     says rule by rule why the filter would accept or refuse a caller token, and which names the
                             captured request has that holds it
              --token-file F         the token, or the SOAP envelope or JSON body that holds it; - is standard input
              --certificate C        SuperOffice's certificate: PEM, DER or a truststore; may be given several times
              --certificate-password-file F
                                     opens the truststores among them
              --application-id ID    client id of the app, as in the setting application-id
              --next-application-id ID
                                     the id that follows it, if there is one
              --environment E        development, stage, production or custom (custom)
              --at INSTANT           judge as if it were then, such as 2026-03-01T12:00:00Z (now)
              --clock-skew N  --issuer NAME  --nonce-pattern P
                                     as the settings of these names
            """;
    private static final String KEYS = """
            doctor keys      checks settings and keys as the filter's start does, and shows the keys
              --web-xml F            takes the filter's init-params from this web.xml
              --filter NAME          which filter, when web.xml has several of ours
              --set NAME=VALUE       as if this init-param stood in web.xml; may be given several times.
                                     System properties (java -Derp-auth.NAME=VALUE -jar ...) and environment variables
                                     (ERP_AUTH_NAME) win over init-params, as they do on the server. Give passwords as
                                     environment variables: other users of the machine can read a command line
              --server WHERE         asks the filters of a running server what a start would find there now, JNDI included, and
                                     leaves them as they are: a process id of this machine, or a JMX URL. With --web-xml
                                     as a deployment of that web.xml would find it; --filter names one of several. A
                                     process id starts the JVM's local JMX agent, which stays: it takes connections of
                                     this machine alone, but its port is open on all interfaces. A JMX URL starts nothing
              --server-user NAME --server-password-file F
                                     where the JMX URL asks for them
              --public-xml           prints the public half as RSAKeyValue XML and nothing else
              --public-pem           prints the public half as PEM and nothing else
            """;
    private static final String CONVERT = """
            doctor convert   makes a PKCS12 keystore of an RSA XML or PEM key, or RSA XML of a keystore, on this machine
              --from F               RSA XML, PEM, PKCS12 or JKS, told by its content
              --to F                 a new file that ends in .p12, .pfx or .xml; only its owner may read it
              --alias A              which entry to read, or to make (application-key)
              --password-file F      a file whose first line is the keystore's password; without it the console asks
              --from-password-file F opens --from, where that has another password
              --entry-password-file F
                                     opens the entry in --from, where that has another password
              --force                replaces --to
            """;
    private static final Map<String, String> TEXTS = Map.of("token", TOKEN, "keys", KEYS, "convert", CONVERT);

    private Usage() {}

    /** What one command takes, or all of them. */
    static String text(List<String> commands) {
        String about = commands.stream()
                .filter(TEXTS::containsKey)
                .findFirst()
                .map(TEXTS::get)
                .orElse("");
        return """
                Explains tokens, checks keys and converts key files for erp-connector-auth. Shows no secret.

                  java -jar erp-connector-auth-<version>-doctor.jar COMMAND [--name value ...]
                  java -jar erp-connector-auth-<version>-doctor.jar --version

                """
                + (about.isEmpty() ? TOKEN + "\n" + KEYS + "\n" + CONVERT : about)
                + "\nExit status: 0 accepted, healthy or converted; 1 refused or unhealthy; 2 usage; 3 good as far as is known here,\nbut the server has the last word: see --server.\n";
    }
}
