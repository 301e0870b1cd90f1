package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.util.Random;
import org.roaminghub.bench.partner.Correlations;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** Cards are tapped. An answer with success is a decision that must be found again by its correlation id. */
final class AuthorizationSource implements Traffic.Source {

    private final Lane lane;
    private final Template request;

    AuthorizationSource(Lane lane) {
        this.lane = lane;
        this.request = lane.cpo().authorizeRequest(lane.emsp());
    }

    @Override
    public boolean next(WireClient client, Random random) throws IOException {
        long number = lane.numbers().getAndIncrement();
        Partner.fillAuthorize(request, number, random.nextInt(Messages.CARDS));
        boolean decided = OcpiAnswer.acknowledged(client.exchange(request.bytes()));
        if (decided) {
            lane.acknowledged().authorization(Correlations.id(number));
        }
        return decided;
    }
}
