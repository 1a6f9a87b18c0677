package com.example.connector.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.connector.TestDatabase;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestrictionTest {

    private Connection database;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.filled().getConnection();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void bindsValuesAndNamesOnlyOwnColumns() {
        SqlText sql = new Restriction("NAME", "contains", List.of("50%_!' or 1=1")).toSql(ActorKind.CUSTOMER);
        assertEquals("upper(name) like upper(?) escape '!'", sql.sql());
        assertEquals(List.of("%50!%!_!!' or 1=1%"), sql.parameters());
    }

    @Test
    void makesOneMarkForEachValueOfAList() {
        SqlText sql = new Restriction("COUNTRY", "oneof", List.of("NO", "SE")).toSql(ActorKind.CUSTOMER);
        assertEquals("country in (?, ?)", sql.sql());
        assertEquals(List.of("NO", "SE"), sql.parameters());
    }

    // Customers of client NORTH: F(jord, NO, 250000, 30, active), G(lacier, NO, 80000.5, 14, active),
    // H(arbour, SE, 120000, 30, not active), I(sland, DK, nothing, nothing, active)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME|=|fjord furniture|F",
                "NAME|isnot|Fjord Furniture|GHI",
                "NAME|begins|HARB|H",
                "NAME|ends|glass|G",
                "NAME|contains|r|FGHI",
                "NAME|contains|%|''",
                "NAME|notbegins|Harb|FGI",
                "NAME|notends|Glass|FHI",
                "NAME|notcontains|our|FGI",
                "NAME|between|G;Hb|GH",
                "ORG_NUMBER|isnot|910000001|GHI",
                "PAYMENT_DAYS|=|[I:30]|FH",
                "PAYMENT_DAYS|!=|[I:30]|GI",
                "PAYMENT_DAYS|<|[I:30]|G",
                "PAYMENT_DAYS|>=|[I:14]|FGH",
                "CREDIT_LIMIT|>|[F:80000.5]|FH",
                "CREDIT_LIMIT|<=|[I:120000]|GH",
                "CREDIT_LIMIT|between|[F:80000.5];[I:120000]|GH",
                "REGISTERED|=|[DT:12/31/2013 23:59:59.0000000]|F",
                "REGISTERED|before|[DT:06/01/2018 00:00:00]|F",
                "REGISTERED|beforeOrEqual|[DT:06/01/2018 00:00:00]|FG",
                "REGISTERED|after|[DT:06/01/2018 00:00:00]|H",
                "REGISTERED|afterOrEqual|[DT:06/01/2018 00:00:00]|GH",
                "REGISTERED|between|[DT:01/01/2018 00:00:00];[DT:12/31/2018 00:00:00]|G",
                "COUNTRY|oneof|NO;DK|FGI",
                "COUNTRY|notoneof|NO;DK|H",
                "CATEGORY|notoneof|B|FI",
                "ACTIVE|=|[I:0]|H",
                "ACTIVE|=|[I:1]|FGI",
                "ParentErpKey|=|10001|''",
                "ParentActorType|isnot|Customer|FGHI"
            })
    void finds(String field, String operator, String values, String initials) throws Exception {
        assertEquals(initials, initials(ActorKind.CUSTOMER, field, operator, values.split(";")));
    }

    @Test
    void findsByParent() throws Exception {
        assertEquals("N", initials(ActorKind.PROJECT, "ParentErpKey", "=", "10001"));
        assertEquals("NW", initials(ActorKind.PROJECT, "ParentActorType", "=", "Customer"));
        assertEquals("O", initials(ActorKind.PROJECT, "ParentActorType", "isnot", "Customer"));
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,<,x",
        "NAME,drop table customer,x",
        "NAME,,x",
        "PAYMENT_DAYS,contains,[I:1]",
        "PAYMENT_DAYS,=,''",
        "PAYMENT_DAYS,between,[I:1]",
        "NAME,=,a;b",
        "ACTIVE,isnot,[I:1]",
        "COUNTRY,=,NO"
    })
    void refusesOperatorsThatDoNotGoWithTheField(String field, String operator, String values) {
        ConnectorException refusal = assertThrows(
                ConnectorException.class, () -> initials(ActorKind.CUSTOMER, field, operator, values.split(";")));
        assertEquals("The ERP system cannot search this way.", refusal.userExplanation());
    }

    @Test
    void refusesUnknownFieldsAndMissingValues() {
        ConnectorException unknown =
                assertThrows(ConnectorException.class, () -> initials(ActorKind.CUSTOMER, "1=1 or name", "=", "x"));
        assertEquals(ConnectorException.UNKNOWN_FIELD_KEY, unknown.errorCode());
        ConnectorException item =
                assertThrows(ConnectorException.class, () -> initials(ActorKind.CUSTOMER, "COUNTRY", "oneof", "XX"));
        assertEquals(ConnectorException.UNKNOWN_LIST_ITEM_ID, item.errorCode());
        assertThrows(ConnectorException.class, () -> initials(ActorKind.CUSTOMER, "COUNTRY", "oneof"));
        assertThrows(ConnectorException.class, () -> initials(ActorKind.CUSTOMER, null, "=", "x"));
    }

    @Test
    void refusesMoreThanADatabaseTakes() {
        String[] many = Collections.nCopies(1001, "NO").toArray(String[]::new);
        assertThrows(ConnectorException.class, () -> initials(ActorKind.CUSTOMER, "COUNTRY", "oneof", many));
        assertThrows(
                ConnectorException.class, () -> initials(ActorKind.CUSTOMER, "NAME", "contains", "x".repeat(1001)));
    }

    private String initials(ActorKind kind, String field, String operator, String... values) throws Exception {
        Restriction restriction = new Restriction(field, operator, List.of(values));
        Stream<Actor> found = new ActorStore(database, "NORTH").matching(kind, List.of(restriction)).stream();
        return found.map(actor -> actor.values().get("NAME").toString().substring(0, 1))
                .collect(Collectors.joining());
    }
}
