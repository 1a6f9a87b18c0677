package org.erpconnector.auth.keys.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.config.Printable;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Thumbprints;

/**
 * Makes keys of a key set's text (RFC 7517 section 5). A faulty entry costs only itself; what makes the meaning of the
 * whole doubtful costs the set. For one set.
 */
public final class KeySetReader {
    private static final int MOST_ENTRIES = 100;
    private static final String SET_STAYS = "Tell the issuer; the other keys of the set stay in use";
    private static final String REMEDY = "Look at what answers at this address";

    private final Environment environment;
    private final String place;
    /** Sorted, so that a set in another order has the same. */
    private final Set<String> warnings = new TreeSet<>();

    private final Map<String, CallerKey> keys = new LinkedHashMap<>();

    /**
     * @param environment certificates of SuperOffice's other environments are not used
     * @param place what warnings call the set
     */
    KeySetReader(Environment environment, String place) {
        this.environment = environment;
        this.place = place;
    }

    CallerKeys read(String text) throws KeySetException {
        JsonNode entries = KeySetJson.object(text).path("keys");
        if (!entries.isArray()) {
            throw new KeySetException("it has no list of keys", REMEDY);
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new KeySetException("it lists more than " + MOST_ENTRIES + " keys", REMEDY);
        }
        Set<BigInteger> published = new HashSet<>();
        entries.forEach(entry -> published.addAll(JsonWebKey.publishedModuli(entry)));
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), i, published);
        }
        if (keys.isEmpty()) {
            throw new KeySetException("it has no key that can verify RS256" + why(), REMEDY);
        }
        requireDistinctNames();
        return CallerKeys.of(List.copyOf(keys.values()));
    }

    /** After {@link #read}: a sentence for each entry that is faulty. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void add(JsonNode entry, int index, Set<BigInteger> published) {
        try {
            Optional<CallerKey> key = JsonWebKey.read(entry, environment);
            if (key.isPresent() && published.contains(key.get().publicKey().getModulus())) {
                throw JsonWebKey.refuse("another entry has published its private half");
            }
            key.ifPresent(usable -> keys.merge(Thumbprints.jwk(usable.publicKey()), usable, KeySetReader::union));
        } catch (KeySetException e) {
            String where = place + ", " + JsonWebKey.name(entry, index);
            warnings.add(new Fault(e.finding().fault(), SET_STAYS)
                    .at(Setting.CALLER_KEYS, where)
                    .toString());
        }
    }

    /** One key under two names, such as kid in hex and in base64url: both are its names. */
    private static CallerKey union(CallerKey a, CallerKey b) {
        // Of two certificates of one key, the one that lasts longer, whichever the set lists first.
        CallerKey certified = Stream.of(a, b)
                .filter(key -> key.certificate().isPresent())
                .max(Comparator.comparing((CallerKey key) ->
                                key.certificate().orElseThrow().getNotAfter())
                        .thenComparing(CallerKey::id))
                .orElse(a);
        return new CallerKey(
                a.publicKey(),
                certified.certificate(),
                certified.id(),
                both(a.kids(), b.kids()),
                both(a.x5ts(), b.x5ts()),
                both(a.x5tS256s(), b.x5tS256s()));
    }

    private static Set<String> both(Set<String> a, Set<String> b) {
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** Two keys of one name: neither is used, or an attacker who adds an entry could take over the name of a good key. */
    private void requireDistinctNames() throws KeySetException {
        Map<String, CallerKey> owners = new HashMap<>();
        for (CallerKey key : keys.values()) {
            for (String name : names(key)) {
                CallerKey owner = owners.putIfAbsent(name, key);
                if (owner != null && !owner.equals(key)) {
                    throw new KeySetException(
                            "it gives two different keys the same " + Printable.of(name), "Tell the issuer");
                }
            }
        }
    }

    private static List<String> names(CallerKey key) {
        return Stream.of(
                        key.kids().stream()
                                .map(kid -> "kid " + (kid.length() == 40 ? kid.toUpperCase(Locale.ROOT) : kid)),
                        key.x5ts().stream().map(x5t -> "x5t " + x5t),
                        key.x5tS256s().stream().map(x5t -> "x5t#S256 " + x5t))
                .flatMap(name -> name)
                .toList();
    }

    private String why() {
        return warnings.isEmpty() ? "" : " (" + warnings.iterator().next().replaceAll("\\.$", "") + ")";
    }
}
