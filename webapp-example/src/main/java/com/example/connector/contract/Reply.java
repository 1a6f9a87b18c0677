package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.List;
import java.util.Map;

/** How an operation went; then what it has found, which is one of the other members, or none. */
@XmlType(
        name = "",
        propOrder = {
            "state",
            "isOk",
            "userExplanation",
            "techExplanation",
            "errorCode",
            "fieldMetaDataObjects",
            "items",
            "actors",
            "actor",
            "listItems"
        })
public class Reply {

    @XmlElement(name = "State")
    public State state;

    @XmlElement(name = "IsOk")
    public boolean isOk;

    @XmlElement(name = "UserExplanation", nillable = true)
    public String userExplanation;

    @XmlElement(name = "TechExplanation", nillable = true)
    public String techExplanation;

    @XmlElement(name = "ErrorCode", nillable = true)
    public String errorCode;

    @XmlElementWrapper(name = "FieldMetaDataObjects")
    @XmlElement(name = "FieldMetadataInfoWS")
    public List<FieldMetadataInfoWS> fieldMetaDataObjects;

    @XmlElementWrapper(name = "Items")
    @XmlElement(name = "string", namespace = Dictionary.ARRAYS)
    public List<String> items;

    @XmlElementWrapper(name = "Actors")
    @XmlElement(name = "ErpActorWS")
    public List<ErpActorWS> actors;

    @XmlElement(name = "Actor")
    public ErpActorWS actor;

    @XmlElement(name = "ListItems")
    @XmlJavaTypeAdapter(Dictionary.Adapter.class)
    public Map<String, String> listItems;

    /** Of an operation that has done what it was asked for. */
    public static Reply ok() {
        Reply reply = new Reply();
        reply.state = State.OK;
        reply.isOk = true;
        return reply;
    }

    /** It has done that, and there is something to say. */
    public void inform(String user, String tech) {
        state = State.OK_WITH_INFO;
        userExplanation = user;
        techExplanation = tech;
    }

    /** Of an operation that has done nothing. */
    public static Reply failed(String code, String user, String tech) {
        Reply reply = new Reply();
        reply.state = State.ERROR;
        reply.errorCode = code;
        reply.userExplanation = user;
        reply.techExplanation = tech;
        return reply;
    }

    @XmlType(name = "ResponseStateWS")
    @XmlEnum
    public enum State {
        @XmlEnumValue("Ok")
        OK,
        @XmlEnumValue("OkWithInfo")
        OK_WITH_INFO,
        @XmlEnumValue("Warning")
        WARNING,
        @XmlEnumValue("Error")
        ERROR
    }
}
