package org.roaminghub.simulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One simulated partner in this process, with its control interface. */
public final class Simulator implements AutoCloseable {

    /** Evses of the one site of a simulated CPO. */
    private static final int EVSES = 8;

    private final Partner partner;
    private final Control control;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Simulator(Partner partner, int controlPort) {
        this.partner = partner;
        this.control = new Control(partner, controlPort);
    }

    /** What kind of partner. */
    public enum Role {
        CPO,
        EMSP
    }

    /** {@code cards} ordinary cards of an eMSP beside the five named ones; {@code controlPort} 0 takes a free one. */
    public record Settings(Role role, Identity identity, int controlPort, int cards) {}

    /** Opens both listeners. Throws IOException when a port is taken. */
    public static Simulator start(Settings settings, Consumer<Arrival> onArrival) throws IOException {
        var partner = switch (settings.role()) {
            case CPO -> new SimulatedCpo(settings.identity(), EVSES, onArrival);
            case EMSP -> new SimulatedEmsp(settings.identity(), settings.cards(), onArrival);
        };
        var simulator = new Simulator(partner, settings.controlPort());
        try {
            partner.up();
            simulator.control.open();
            return simulator;
        } catch (IOException e) {
            simulator.close();
            throw e;
        } catch (InterruptedException e) {
            simulator.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it started", e);
        }
    }

    public Partner partner() {
        return partner;
    }

    public String controlUrl() {
        return control.url();
    }

    /** Role, party, addresses and registration token, as one line of JSON. */
    public String describe() {
        return Wire.text(control.state());
    }

    /** The versions address of a hub that was named by its base or by that address itself. */
    public static String versionsUrl(String hub) {
        var base = hub.endsWith("/") ? hub.substring(0, hub.length() - 1) : hub;
        return base.endsWith("/versions") ? base : base + "/ocpi/versions";
    }

    /** Until {@link #close}. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        control.close();
        partner.close();
        ended.countDown();
    }
}
