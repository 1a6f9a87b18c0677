package org.erpconnector.auth.config;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A security filter that overlooks a misspelt name runs with a default that nobody chose. */
final class UnknownNames {
    private UnknownNames() {}

    /**
     * A problem for each name that is no setting, in the order of the alphabet.
     *
     * @param where they stand, for the problem
     */
    static List<Problem> among(Set<String> names, String where) {
        Set<String> known = Stream.concat(
                        Stream.of(SettingValues.PREFIX_PARAM),
                        Setting.all().stream()
                                .flatMap(setting -> Stream.concat(Stream.of(setting), setting.file().stream()))
                                .map(Setting::key))
                .collect(Collectors.toCollection(TreeSet::new));
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> !known.contains(name))
                        .map(name -> new Problem(
                                name,
                                where,
                                "no such setting",
                                "Did you mean " + nearest(name, known) + "? The manual's settings.md lists all"))
                        .toList();
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .orElseThrow();
    }

    /** Levenshtein's distance: how many letters to change, add or drop. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
