package com.example.connector.erp;

import static com.example.connector.contract.FieldMetadataInfoWS.Access.MANDATORY;
import static com.example.connector.contract.FieldMetadataInfoWS.Access.READ_ONLY;
import static com.example.connector.contract.FieldMetadataInfoWS.Type.CHECKBOX;
import static com.example.connector.contract.FieldMetadataInfoWS.Type.DATETIME;
import static com.example.connector.contract.FieldMetadataInfoWS.Type.DOUBLE;
import static com.example.connector.contract.FieldMetadataInfoWS.Type.INTEGER;
import static com.example.connector.erp.FieldSpec.list;
import static com.example.connector.erp.FieldSpec.of;
import static com.example.connector.erp.FieldSpec.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of actor that this ERP system has: each a table, its fields, perhaps a parent. */
public enum ActorKind {
    CUSTOMER(
            "Customer",
            null,
            text("NAME", "Name", 120).as(MANDATORY),
            text("ORG_NUMBER", "Organisation number", 20),
            text("STREET", "Street", 120),
            text("ZIP", "Postal code", 10),
            text("CITY", "City", 60),
            list("COUNTRY", "Country", "Country"),
            list("CURRENCY", "Currency", "Currency"),
            list("CATEGORY", "Category", "Category"),
            of("CREDIT_LIMIT", "Credit limit", DOUBLE),
            of("PAYMENT_DAYS", "Payment days", INTEGER),
            of("ACTIVE", "Active", CHECKBOX),
            of("REGISTERED", "Registered", DATETIME).as(READ_ONLY)),
    SUPPLIER(
            "Supplier",
            null,
            text("NAME", "Name", 120).as(MANDATORY),
            text("ORG_NUMBER", "Organisation number", 20),
            text("CITY", "City", 60),
            list("COUNTRY", "Country", "Country"),
            list("CURRENCY", "Currency", "Currency"),
            of("LEAD_DAYS", "Days of delivery", INTEGER),
            of("APPROVED", "Approved", CHECKBOX)),
    PROJECT(
            "Project",
            CUSTOMER,
            text("NAME", "Name", 120).as(MANDATORY),
            list("STATUS", "Status", "ProjectStatus"),
            of("BUDGET", "Budget", DOUBLE),
            of("HOURS", "Hours", INTEGER),
            of("STARTS", "Start", DATETIME)),
    PERSON(
            "Person",
            CUSTOMER,
            text("NAME", "Name", 120).as(MANDATORY),
            text("EMAIL", "E-mail", 120),
            text("PHONE", "Telephone", 40),
            list("COUNTRY", "Country", "Country"));

    private final String typeName;
    private final ActorKind parent;
    private final List<FieldSpec> fields;

    ActorKind(String typeName, ActorKind parent, FieldSpec... fields) {
        this.typeName = typeName;
        this.parent = parent;
        this.fields = List.of(fields);
    }

    /** The kind that the caller calls by this name. */
    public static ActorKind named(String typeName) {
        return Stream.of(values())
                .filter(kind -> kind.typeName.equals(typeName))
                .findFirst()
                .orElseThrow(() -> ConnectorException.badRequest(
                        "The ERP system has no actors of this type.", "Unknown ActorType [" + typeName + "]"));
    }

    public static List<String> names() {
        return Stream.of(values()).map(ActorKind::typeName).toList();
    }

    public String typeName() {
        return typeName;
    }

    public Optional<ActorKind> parent() {
        return Optional.ofNullable(parent);
    }

    public List<FieldSpec> fields() {
        return fields;
    }

    /** The fields of these keys, in that order; all of them when no key is named. */
    public List<FieldSpec> fields(List<String> keys) {
        return keys == null || keys.isEmpty()
                ? fields
                : keys.stream().map(this::field).toList();
    }

    FieldSpec field(String key) {
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> ConnectorException.unknownField(typeName, key));
    }

    String table() {
        return typeName.toLowerCase(Locale.ROOT);
    }
}
