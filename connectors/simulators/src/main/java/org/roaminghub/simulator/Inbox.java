package org.roaminghub.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Everything that arrived, as many times as it came, in order. */
public final class Inbox {

    static final int MAX_KEPT = 200_000;

    private final List<Arrival> arrivals = new ArrayList<>();
    private final Consumer<Arrival> onArrival;

    Inbox(Consumer<Arrival> onArrival) {
        this.onArrival = onArrival;
    }

    void add(Call call, String module, String object) {
        Arrival arrival;
        synchronized (arrivals) {
            if (arrivals.size() >= MAX_KEPT) {
                throw new IllegalStateException("the simulator keeps " + MAX_KEPT + " messages and is full");
            }
            arrival = new Arrival(
                    arrivals.size() + 1,
                    Instant.now(),
                    call.method(),
                    module,
                    object,
                    party(call, "from"),
                    party(call, "to"),
                    call.header("X-Request-ID"),
                    call.header("X-Correlation-ID"),
                    call.body());
            arrivals.add(arrival);
        }
        onArrival.accept(arrival);
    }

    public List<Arrival> list(Predicate<Arrival> wanted) {
        synchronized (arrivals) {
            return arrivals.stream().filter(wanted).toList();
        }
    }

    /** How often something was sent: copies of one CDR, say. Ids are compared as OCPI does, without case. */
    public int copies(String method, String module, String object) {
        return list(a -> a.method().equals(method)
                        && a.module().equals(module)
                        && a.object().equalsIgnoreCase(object))
                .size();
    }

    private static String party(Call call, String end) {
        var country = call.header("OCPI-" + end + "-country-code");
        var id = call.header("OCPI-" + end + "-party-id");
        return country.isEmpty() || id.isEmpty() ? "" : Party.of(country, id).toString();
    }
}
