package io.serialpass.storage.memory;

import io.serialpass.webhook.DeliveryScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The scopes of the deliveries before one, to tell whether it is behind any of them. For one thread. */
final class ScopesSeen {

    private final Map<String, Set<String>> members = new HashMap<>();
    private final Set<String> whole = new HashSet<>();

    /** Whether nothing of a scope was seen. */
    boolean isNew(DeliveryScope scope) {
        Set<String> seen = members.getOrDefault(scope.group(), Set.of());
        boolean isSeen = whole.contains(scope.group())
                || (scope.isWhole()
                        ? members.containsKey(scope.group())
                        : scope.members().stream().anyMatch(seen::contains));
        return !isSeen;
    }

    void add(DeliveryScope scope) {
        if (scope.isWhole()) {
            whole.add(scope.group());
        } else {
            members.computeIfAbsent(scope.group(), group -> new HashSet<>()).addAll(scope.members());
        }
    }
}
