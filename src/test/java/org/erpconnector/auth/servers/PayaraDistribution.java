package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.matrix.MatrixServer;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.FreePort;

/** A Payara Server, 5 or 6, with a domain of its own, which deploys what it finds in its folder autodeploy. */
record PayaraDistribution(String version) implements MatrixServer {
    @Override
    public String container() {
        return "Payara Server";
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.of(MatrixWar.Resource.PAYARA);
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        Path home = new Distribution("payara" + version.charAt(0), version).home();
        Path domain = setup.folder().resolve("domains/domain1");
        Setup.copy(home.resolve("glassfish/domains/domain1"), domain);
        LoopbackDomain.apply(
                domain.resolve("config/domain.xml"), setup.port(), FreePort.next(), Optional.empty(), setup.options());
        setup.copyWars(domain.resolve("autodeploy"));
        return List.of(
                "sh",
                home.resolve("glassfish/bin/startserv").toString(),
                "--domaindir",
                domain.getParent().toString(),
                "domain1");
    }
}
