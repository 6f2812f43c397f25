package io.serialpass.http.server;

import io.serialpass.http.web.SharedMemory;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/** Finds what a request holds of the shared memory. It is given back when the exchange is complete, however that ends. */
final class ExchangeMemory {

    private static final AttachmentKey<SharedMemory.Part> PART = AttachmentKey.create(SharedMemory.Part.class);

    private ExchangeMemory() {}

    static SharedMemory.Part of(HttpServerExchange exchange, SharedMemory memory) {
        SharedMemory.Part known = exchange.getAttachment(PART);
        if (known != null) {
            return known;
        }
        SharedMemory.Part part = memory.part();
        exchange.putAttachment(PART, part);
        exchange.addExchangeCompleteListener((completed, next) -> {
            part.release();
            next.proceed();
        });
        return part;
    }
}
