package io.serialpass.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The memory that requests may hold together. */
class SharedMemoryTest {

    private static final int MEGABYTE = 1 << 20;

    private final AtomicInteger refused = new AtomicInteger();

    private SharedMemory memory(int megabytes) {
        return new SharedMemory((long) megabytes * MEGABYTE, refused::incrementAndGet);
    }

    private static void assertIsRefused(Runnable taking) {
        assertThatThrownBy(taking::run)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    }

    @Test
    void whatDoesNotFitIsRefusedAndFitsWhenOthersHaveGivenBack() {
        SharedMemory memory = memory(1);
        SharedMemory.Part first = memory.part();
        first.take(400_000);
        first.take(400_000);
        SharedMemory.Part second = memory.part();
        assertIsRefused(() -> second.take(400_000));
        assertThat(refused).hasValue(1);
        first.release();
        first.release();
        second.take(400_000);
        second.take(400_000);
        assertIsRefused(() -> second.take(400_000));
    }

    @Test
    void anAnswerThatManyGetAtOnceCountsOnce() {
        SharedMemory memory = memory(3);
        byte[] shared = new byte[MEGABYTE];
        List<SharedMemory.Part> parts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SharedMemory.Part part = memory.part();
            part.answer(shared);
            parts.add(part);
        }
        SharedMemory.Part another = memory.part();
        assertIsRefused(() -> another.answer(new byte[MEGABYTE]));
        parts.subList(0, 299).forEach(SharedMemory.Part::release);
        assertIsRefused(() -> another.answer(new byte[MEGABYTE]));
        parts.get(299).release();
        assertThatCode(() -> another.answer(new byte[MEGABYTE])).doesNotThrowAnyException();
    }

    @Test
    void anAnswerTakesThePlaceOfTheWorkOnIt() {
        SharedMemory memory = memory(3);
        SharedMemory.Part part = memory.part();
        part.take(MEGABYTE);
        part.answer(new byte[400_000]);
        memory.part().take(MEGABYTE);
        part.release();
    }

    @Test
    void anAnswerThatIsRefusedHoldsNothing() {
        SharedMemory memory = memory(1);
        SharedMemory.Part part = memory.part();
        part.take(500_000);
        assertIsRefused(() -> part.answer(new byte[2 * MEGABYTE]));
        memory.part().take(1_000_000 / 2);
        memory.part().take(500_000);
    }
}
