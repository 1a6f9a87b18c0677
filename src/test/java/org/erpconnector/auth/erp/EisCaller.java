package org.erpconnector.auth.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.erpconnector.auth.it.Connector;

/** Calls a connector's operations over HTTP, as EIS does. */
public interface EisCaller {

    ErpReply call(ErpRequest request);

    static EisCaller of(Connector connector, String service) {
        return request -> WcfReader.read(
                request.operation(),
                answer(connector, service, request.operation().action(), request.envelope()));
    }

    /** A reply as WCF reads it. */
    static ErpReply read(ErpContract.Operation operation, String envelope) {
        return WcfReader.read(operation, envelope);
    }

    /** A reply to a message that the caller has written itself. */
    static ErpReply call(Connector connector, String operation, String envelope) {
        ErpContract.Operation called = ErpContract.operation(operation);
        return WcfReader.read(called, answer(connector, Connector.SERVICE, called.action(), envelope));
    }

    private static String answer(Connector connector, String service, String action, String envelope) {
        HttpResponse<String> answer =
                connector.post(service, "text/xml; charset=utf-8", envelope, "SOAPAction", action);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        return answer.body();
    }
}
