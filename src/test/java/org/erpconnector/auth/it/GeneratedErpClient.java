package org.erpconnector.auth.it;

import jakarta.jws.WebMethod;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.erpconnector.auth.erp.EisCaller;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.erp.ErpReply;
import org.erpconnector.auth.erp.ErpRequest;

/** The client that JAX-WS makes of a WSDL of the ERP connector contract. */
final class GeneratedErpClient implements EisCaller, AutoCloseable {
    private final GeneratedClasses classes;
    private final Class<?> port;
    private final Object proxy;
    private final JAXBContext messages;

    private GeneratedErpClient(GeneratedClasses classes, URI endpoint) throws ClassNotFoundException, JAXBException {
        this.classes = classes;
        this.port = classes.load("IErpConnectorWS");
        Service service = Service.create(classes.wsdl(), name("ErpConnectorWS"));
        this.proxy = service.getPort(name("BasicHttpBinding_IErpConnectorWS"), port);
        ((BindingProvider) proxy)
                .getRequestContext()
                .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, endpoint.toString());
        this.messages = JAXBContext.newInstance(GeneratedClasses.PACKAGE, classes.loader());
    }

    static GeneratedErpClient of(Path wsdl, Path folder, URI endpoint)
            throws IOException, ClassNotFoundException, JAXBException {
        return new GeneratedErpClient(GeneratedClasses.of(wsdl, folder, "-extension"), endpoint);
    }

    private static QName name(String local) {
        return new QName(ErpContract.NAMESPACE, local);
    }

    @Override
    public ErpReply call(ErpRequest request) {
        try {
            Method method = Stream.of(port.getMethods())
                    .filter(candidate -> candidate
                            .getAnnotation(WebMethod.class)
                            .operationName()
                            .equals(request.operation().name()))
                    .findFirst()
                    .orElseThrow();
            Object reply = method.getParameterCount() == 0
                    ? method.invoke(proxy)
                    : method.invoke(proxy, messages.createUnmarshaller().unmarshal(new StringReader(request.body())));
            Marshaller marshaller = messages.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter written = new StringWriter();
            marshaller.marshal(reply, written);
            return EisCaller.read(request.operation(), ErpRequest.envelope(written.toString()));
        } catch (ReflectiveOperationException | JAXBException e) {
            throw new AssertionError(request.operation().name(), e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
