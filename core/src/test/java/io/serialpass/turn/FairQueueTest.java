package io.serialpass.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A long line of one owner keeps no other owner waiting. */
class FairQueueTest {

    private final FairQueue<String, String> queue = new FairQueue<>(8);

    private List<String> all() {
        List<String> taken = new ArrayList<>();
        for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            taken.add(next.get());
        }
        return taken;
    }

    @Test
    void ownersAreServedOneAfterTheOtherEachInTheOrderOfItsLine() {
        for (String element : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            assertThat(queue.offer(element.substring(0, 1), element)).isTrue();
        }
        assertThat(queue.size()).isEqualTo(6);
        assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
        assertThat(queue.size()).isZero();
    }

    @Test
    void oneOwnerLeavesRoomForAnother() {
        int accepted = 0;
        while (queue.offer("a", "a" + accepted)) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(6);
        assertThat(queue.offer("b", "b0")).isTrue();
        assertThat(queue.offer("b", "b1")).isTrue();
        assertThat(queue.offer("b", "b2")).isFalse();
        assertThat(queue.offer("c", "c0")).isFalse();
        assertThat(all()).hasSize(8).startsWith("a0", "b0", "a1", "b1");
    }

    @Test
    void aQueueOfOneElementTakesOne() {
        FairQueue<String, String> smallest = new FairQueue<>(1);
        assertThat(smallest.offer("a", "a1")).isTrue();
        assertThat(smallest.offer("b", "b1")).isFalse();
        assertThat(smallest.poll()).contains("a1");
        assertThat(smallest.offer("b", "b1")).isTrue();
    }

    @Test
    void anOwnerThatCannotBeServedKeepsItsPlace() {
        queue.offer("a", "a1");
        queue.offer("b", "b1");
        queue.offer("c", "c1");
        assertThat(queue.poll(owner -> owner.equals("b"))).contains("b1");
        assertThat(queue.poll(owner -> owner.equals("b"))).isEmpty();
        assertThat(all()).containsExactly("a1", "c1");
    }

    @Test
    void whatIsTakenOutOfItsLineLeavesRoom() {
        queue.offer("a", "a1");
        queue.offer("a", "a2");
        assertThat(queue.remove("a", "a1")).isTrue();
        assertThat(queue.remove("a", "a1")).isFalse();
        assertThat(queue.remove("b", "a2")).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.remove("a", "a2")).isTrue();
        assertThat(all()).isEmpty();
    }

    @Test
    void elementsThatATestIsTrueOfAreTakenOutOfAllLines() {
        for (String element : List.of("a1", "a2", "b1", "c2")) {
            queue.offer(element.substring(0, 1), element);
        }
        queue.removeIf(element -> element.endsWith("1"));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(all()).containsExactly("a2", "c2");
        assertThat(queue.size()).isZero();
    }
}
