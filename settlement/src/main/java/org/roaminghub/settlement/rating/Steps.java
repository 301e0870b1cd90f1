package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Step sizes (OCPI 2.3.0 §11.4.2 and ch. 10): once per session and bucket, by the step of the last price, at whose price the surplus
 * is billed. Of charging and parking only the one that a session ends with is rounded: parking where any was priced. What no
 * component prices doesn't count.
 */
final class Steps {

    private Steps() {}

    static List<Segment> rounded(List<Segment> segments) {
        List<Segment> rounded = new ArrayList<>(segments);
        boolean parked = segments.stream().anyMatch(s -> s.bucket() == Bucket.PARKING_TIME);
        round(rounded, Bucket.ENERGY);
        round(rounded, Bucket.RESERVATION_TIME);
        round(rounded, parked ? Bucket.PARKING_TIME : Bucket.TIME);
        return rounded;
    }

    private static void round(List<Segment> segments, Bucket bucket) {
        BigDecimal total = BigDecimal.ZERO;
        int last = -1;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).bucket() == bucket) {
                total = total.add(segments.get(i).measured());
                last = i;
            }
        }
        if (last < 0 || total.signum() <= 0) {
            return;
        }
        Segment end = segments.get(last);
        BigDecimal step = end.price().component().step();
        if (step.signum() > 0) {
            BigDecimal surplus =
                    total.divide(step, 0, RoundingMode.CEILING).multiply(step).subtract(total);
            segments.set(last, end.billed(end.measured().add(surplus)));
        }
    }
}
