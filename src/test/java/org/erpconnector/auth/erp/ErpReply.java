package org.erpconnector.auth.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/**
 * What WCF has read of a reply.
 *
 * @param members by name, in the order in which they came: a string, a list, a map; null: nil
 * @param skipped the elements that WCF passed over in silence
 */
public record ErpReply(Map<String, Object> members, List<String> skipped) {

    public boolean isOk() {
        // .NET reads these four; an absent element leaves the default.
        return List.of("true", "1").contains(String.valueOf(members.get("IsOk")));
    }

    public String text(String member) {
        return (String) members.get(member);
    }

    /** The operation has done what it was asked for, and nothing of the reply is lost on WCF. */
    public ErpReply ok() {
        assertThat(isOk()).as("%s", members).isTrue();
        assertThat(members).containsEntry("State", "Ok").containsEntry("ErrorCode", null);
        assertThat(skipped).isEmpty();
        return this;
    }

    /** The operation has refused, and says why to a user and to a technician. */
    public ErpReply refused(String code) {
        assertThat(isOk()).as("%s", members).isFalse();
        assertThat(members).containsEntry("State", "Error").containsEntry("ErrorCode", code);
        assertThat(text("UserExplanation")).isNotBlank();
        assertThat(text("TechExplanation")).isNotBlank().doesNotContain("\tat ");
        assertThat(members.keySet()).containsExactlyElementsOf(ErpContract.STATUS);
        assertThat(skipped).isEmpty();
        return this;
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> structures(String member) {
        return (List<Map<String, Object>>) members.get(member);
    }

    @SuppressWarnings("unchecked")
    public List<String> items() {
        return (List<String>) members.get("Items");
    }

    @SuppressWarnings("unchecked")
    public Map<String, String> listItems() {
        return (Map<String, String>) members.get("ListItems");
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> actor() {
        return (Map<String, Object>) members.get("Actor");
    }

    /** The values of an actor's fields. */
    @SuppressWarnings("unchecked")
    public static Map<String, String> values(Map<String, Object> actor) {
        return (Map<String, String>) actor.get("FieldValues");
    }

    /** The keys of the actors. */
    public List<String> keys() {
        return structures("Actors").stream()
                .map(actor -> (String) actor.get("ErpKey"))
                .toList();
    }
}
