package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.util.Random;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;

/** CDRs. One that wasn't acknowledged is sent again, as it is, until it is: as a back office does that must be paid. */
final class CdrSource implements Traffic.Source {

    private final Lane lane;
    private final Template request;
    private long open = -1;

    CdrSource(Lane lane) {
        this.lane = lane;
        this.request = lane.cpo().cdrRequest(lane.emsp());
    }

    @Override
    public boolean next(WireClient client, Random random) throws IOException {
        if (open < 0) {
            open = lane.numbers().getAndIncrement();
        }
        Partner.fillCdr(request, open, open % Messages.CARDS);
        boolean taken = OcpiAnswer.acknowledged(client.exchange(request.bytes()));
        if (taken) {
            lane.acknowledged().cdr(Messages.cdrId(lane.cpo().party(), open));
            open = -1;
        }
        return taken;
    }
}
