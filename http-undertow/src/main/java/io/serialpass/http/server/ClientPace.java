package io.serialpass.http.server;

/** Is told how the client of one request keeps up, so that slow clients can be found where memory is short. */
interface ClientPace {

    /** Of a request on a connection that another program watches. */
    ClientPace UNWATCHED = new ClientPace() {
        @Override
        public void waitsForClient() {}

        @Override
        public void moved(long number) {}

        @Override
        public void works() {}
    };

    /** The client has to send more of a body, or to take more of an answer. */
    void waitsForClient();

    /** The client has sent or taken some bytes. */
    void moved(long number);

    /** The body is there, and the request is worked on again. */
    void works();
}
