package com.example.connector;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.FieldMetadataInfoWS;
import com.example.connector.contract.SearchRestrictionInfoWS;
import com.example.connector.erp.Actor;
import com.example.connector.erp.ActorKind;
import com.example.connector.erp.ConnectorException;
import com.example.connector.erp.ErpTime;
import com.example.connector.erp.ErpValue;
import com.example.connector.erp.FieldSpec;
import com.example.connector.erp.Restriction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The ERP system's rows and fields as the contract's types, and back. */
final class Messages {

    private Messages() {}

    static List<FieldMetadataInfoWS> fields(List<FieldSpec> fields) {
        List<FieldMetadataInfoWS> infos = new ArrayList<>();
        for (FieldSpec field : fields) {
            FieldMetadataInfoWS info = field(field);
            info.rank = infos.size() + 1;
            infos.add(info);
        }
        return infos;
    }

    private static FieldMetadataInfoWS field(FieldSpec field) {
        FieldMetadataInfoWS info = new FieldMetadataInfoWS();
        info.fieldKey = field.key();
        info.displayName = field.label();
        info.displayDescription = field.description();
        info.fieldType = field.type();
        info.listName = field.listName();
        info.defaultValue = field.defaultValue();
        info.maxLength = field.maxLength();
        info.access = field.access();
        return info;
    }

    static List<ErpActorWS> actors(List<Actor> actors, List<FieldSpec> fields) {
        return actors.stream().map(actor -> actor(actor, fields)).toList();
    }

    static ErpActorWS actor(Actor actor, List<FieldSpec> fields) {
        ErpActorWS message = new ErpActorWS();
        message.actorType = actor.kind().typeName();
        message.erpKey = actor.erpKey();
        message.lastModified = ErpTime.write(actor.lastModified());
        message.parentActorType = actor.parentKind().map(ActorKind::typeName).orElse(null);
        message.parentErpKey = actor.parentKey();
        message.fieldValues = new LinkedHashMap<>();
        for (FieldSpec field : fields) {
            message.fieldValues.put(field.key(), ErpValue.encode(actor.values().get(field.key())));
        }
        return message;
    }

    static List<Restriction> restrictions(List<SearchRestrictionInfoWS> infos) {
        return infos == null
                ? List.of()
                : infos.stream().map(Messages::restriction).toList();
    }

    private static Restriction restriction(SearchRestrictionInfoWS info) {
        if (info == null) {
            throw new ConnectorException(null, "The search is not complete.", "A member of Restrictions is nil");
        }
        return new Restriction(info.fieldKey, info.operator, values(info));
    }

    private static List<String> values(SearchRestrictionInfoWS info) {
        if (info.values != null && !info.values.isEmpty()) {
            return info.values;
        }
        return info.scalarValue == null ? List.of() : List.of(info.scalarValue);
    }
}
