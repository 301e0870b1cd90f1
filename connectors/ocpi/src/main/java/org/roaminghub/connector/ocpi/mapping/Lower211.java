package org.roaminghub.connector.ocpi.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrDimension;
import org.roaminghub.connector.ocpi.wire.ChargingPeriod;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Price;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.AuthorizationInfo211;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.connector.ocpi.wire.v211.LocationReferences211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;

/** From the newest form down to 2.1.1 (facts §5.2 to §5.6, columns «down»). */
final class Lower211 {

    private static final int MAX_ID = 36;
    /** 2.1.1 requires a postal code and has no #NA. */
    static final String NO_POSTAL_CODE = "-";

    private static final Set<String> DIMENSIONS =
            Set.of("ENERGY", "MAX_CURRENT", "MIN_CURRENT", "PARKING_TIME", "TIME");

    private Lower211() {}

    /** Its type is one of 2.2.1 already. */
    static Token211 token(Token t, Lowering to) {
        lostIf(
                t.group_id(),
                "group_id",
                "2.1.1 has no groups: starting with one card and stopping with another breaks",
                to);
        lostIf(t.default_profile_type(), "default_profile_type", "2.1.1 has no charging preferences", to);
        lostIf(t.energy_contract(), "energy_contract", "2.1.1 has no energy contracts", to);
        return new Token211(
                t.uid(),
                type(t.type(), "type", to),
                t.contract_id(),
                t.visual_number(),
                t.issuer(),
                t.valid(),
                t.whitelist(),
                t.language(),
                t.last_updated());
    }

    private static String type(String type, String field, Lowering to) {
        if (Codes.TOKEN_TYPE_211.contains(type)) {
            return type;
        }
        to.lost(field, "2.1.1 has no token type " + type + ": sent as OTHER");
        return "OTHER";
    }

    static Session211 session(Session s, Lowering to) {
        Location211 place = UsedPlace211.of(s, to);
        lostToken(s.cdr_token().uid(), s.authorization_reference(), to);
        return new Session211(
                to.idFor(s.id()),
                s.start_date_time(),
                s.end_date_time(),
                s.kwh(),
                authId(s.cdr_token().contract_id(), to),
                authMethod(s.auth_method(), to),
                place,
                s.meter_id(),
                s.currency(),
                periods(s.charging_periods(), to),
                s.total_cost() == null ? null : withoutTax(s.total_cost(), to).before_taxes(),
                status(s.status(), to),
                s.last_updated());
    }

    static Cdr211 cdr(CDR c, Lowering to) {
        if (Boolean.TRUE.equals(c.credit()) || c.credit_reference_id() != null) {
            throw new Unsayable(
                    "credit",
                    "OCPI 2.1.1 has no credit CDRs: sent as a plain one with a negative total it may be billed as new.");
        }
        lostToken(c.cdr_token().uid(), c.authorization_reference(), to);
        lostTotals(c, to);
        List<ChargingPeriod> periods = periods(c.charging_periods(), to);
        if (periods.isEmpty()) {
            throw new Unsayable("charging_periods", "OCPI 2.1.1 has none of the dimensions of the charging periods.");
        }
        if (to.hubId() == null && c.id().length() > MAX_ID) {
            throw new Unsayable("id", "OCPI 2.1.1 has no ids of more than 36 characters.");
        }
        return new Cdr211(
                to.idFor(c.id()),
                c.start_date_time(),
                c.end_date_time(),
                authId(c.cdr_token().contract_id(), to),
                authMethod(c.auth_method(), to),
                UsedPlace211.of(c, to),
                c.meter_id(),
                c.currency(),
                LowerTariff211.tariffs(c.tariffs(), to),
                periods,
                withoutTax(c.total_cost(), to).before_taxes(),
                c.total_energy(),
                c.total_time(),
                c.total_parking_time(),
                c.remark(),
                c.last_updated());
    }

    private static void lostTotals(CDR c, Lowering to) {
        String totals = "2.1.1 has the total cost only";
        lostIf(c.total_fixed_cost(), "total_fixed_cost", totals, to);
        lostIf(c.total_energy_cost(), "total_energy_cost", totals, to);
        lostIf(c.total_time_cost(), "total_time_cost", totals, to);
        lostIf(c.total_parking_cost(), "total_parking_cost", totals, to);
        lostIf(c.total_reservation_cost(), "total_reservation_cost", totals, to);
        lostIf(c.session_id(), "session_id", "2.1.1 does not tie CDRs to sessions", to);
        lostIf(c.invoice_reference_id(), "invoice_reference_id", "2.1.1 has no invoice references", to);
        lostIf(c.home_charging_compensation(), "home_charging_compensation", "2.1.1 has no home charging", to);
        lostIf(
                c.signed_data(),
                "signed_data",
                "2.1.1 has no signed meter data: the proof of German calibration law does not reach the eMSP",
                to);
    }

    private static void lostToken(String uid, @Nullable String reference, Lowering to) {
        if (!uid.equals(Words.NOT_AVAILABLE)) {
            to.lost("cdr_token.uid", "2.1.1 names the contract only");
        }
        lostIf(reference, "authorization_reference", "2.1.1 has none: the hub keeps it", to);
    }

    private static String authId(String contract, Lowering to) {
        if (contract.equals(Words.NOT_AVAILABLE)) {
            to.lost("cdr_token.contract_id", "the contract is not known: auth_id says #NA");
        }
        return contract;
    }

    private static String authMethod(String method, Lowering to) {
        if (!method.equals("COMMAND")) {
            return method;
        }
        to.lost("auth_method", "2.1.1 has no COMMAND: sent as AUTH_REQUEST");
        return "AUTH_REQUEST";
    }

    private static String status(String status, Lowering to) {
        if (!status.equals("RESERVATION")) {
            return status;
        }
        to.lost("status", "2.1.1 has no RESERVATION: sent as PENDING");
        return "PENDING";
    }

    private static Price withoutTax(Price price, Lowering to) {
        if (!price.taxes().isEmpty()) {
            to.lost("total_cost.taxes", "2.1.1 has prices without taxes only");
        }
        return price;
    }

    private static List<ChargingPeriod> periods(List<ChargingPeriod> periods, Lowering to) {
        return periods.stream()
                .map(p -> {
                    lostIf(p.tariff_id(), "charging_periods.tariff_id", "2.1.1 has no tariff per period", to);
                    return new ChargingPeriod(p.start_date_time(), dimensions(p.dimensions(), to), null);
                })
                .filter(p -> !p.dimensions().isEmpty())
                .toList();
    }

    private static List<CdrDimension> dimensions(List<CdrDimension> dimensions, Lowering to) {
        return dimensions.stream()
                .filter(d -> {
                    boolean said = DIMENSIONS.contains(d.type());
                    if (!said) {
                        String more = d.type().equals("RESERVATION_TIME")
                                ? ": total_cost stays and can't be recalculated from the tariff"
                                : "";
                        to.lost("charging_periods.dimensions", "2.1.1 has no dimension " + d.type() + more);
                    }
                    return said;
                })
                .toList();
    }

    static String powerType(String type, String field, Lowering to) {
        if (!type.startsWith("AC_2_PHASE")) {
            return type;
        }
        to.lost(field, "2.1.1 has no " + type + ": sent as AC_1_PHASE");
        return "AC_1_PHASE";
    }

    static String postalCode(@Nullable String code, String field, Lowering to) {
        if (code != null && !code.isEmpty()) {
            return code;
        }
        to.lost(field, "2.1.1 needs one and it is not known: sent as " + NO_POSTAL_CODE);
        return NO_POSTAL_CODE;
    }

    static LocationReferences211 references(LocationReferences r, Lowering to) {
        return new LocationReferences211(to.aliasFor(r.location_id()), r.evse_uids(), List.of());
    }

    static AuthorizationInfo211 info(AuthorizationInfo i, Lowering to) {
        lostIf(i.authorization_reference(), "authorization_reference", "2.1.1 has none: the hub keeps it", to);
        return new AuthorizationInfo211(
                i.allowed(), i.location() == null ? null : references(i.location(), to), i.info());
    }

    private static void lostIf(@Nullable Object value, String field, String reason, Lowering to) {
        if (value != null) {
            to.lost(field, reason);
        }
    }
}
