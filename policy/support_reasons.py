"""Why a support beside the monthly allowances is due or not; sentences as in `reasons.py`."""

from __future__ import annotations

from policy.reasons import ReasonCode


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class SupportReason(ReasonCode):
    """Conditions of care support, funerals, emergencies and facilities."""

    IN_FORCE = (
        "support_in_force",
        _("The law gives this support on that day."),
        _("The law gives no such support on that day."),
        _("It is not known on which day it happened, so not which law counts."),
    )
    HIGHEST_SUPPORT = (
        "highest_support",
        _("Of several supports of this kind, this is the highest."),
        _("Of several supports of this kind only the highest is given."),
        _("It cannot be told which support is the highest."),
    )

    # Care: Article 20 of Decree 20/2021, Article 17 of Decree 335/2026
    CARED_PERSON_IN_GROUP = (
        "cared_person_in_group",
        _("The person cared for is in a group this support is for."),
        _("The person cared for is not in a group this support is for."),
        _("It cannot be told whether the person cared for is in a group this support is for."),
    )
    TAKEN_IN_BY_CARER = (
        "taken_in_by_carer",
        _("A household or person has taken the person in by decision."),
        _("Nobody has taken the person in by decision."),
        _("It is not known who looks after the person."),
    )
    CARED_FOR_AT_HOME = (
        "cared_for_at_home",
        _("The person's own household looks after the person."),
        _("The person's own household does not look after the person."),
        _("It is not known who looks after the person."),
    )
    EXPECTS_OR_RAISES_ONE = (
        "expects_or_raises_one",
        _("The person is pregnant or raises a child under 36 months."),
        _("The person is not pregnant and raises no child under 36 months."),
        _("It is not known whether the person is pregnant or raises a child under 36 months."),
    )
    EXPECTS_OR_RAISES_TWO = (
        "expects_or_raises_two",
        _("The person is pregnant and raises a child under 36 months, or raises two or more."),
        _("The person is not both pregnant and raising a child under 36 months, nor raising two or more."),
        _("It cannot be told whether the person is pregnant and raises a child, or raises two or more."),
    )
    ONE_SHARE_PER_COUPLE = (
        "one_share_per_couple",
        _("The husband or wife does not have this support already."),
        _("The husband or wife has this support already; a couple has one share only."),
        _("It is not known whether the husband or wife has this support already."),
    )
    CARER_ALIVE = (
        "carer_alive",
        _("The month in which the carer died is still paid."),
        _("The carer has died: nothing is due after that month."),
        _("It is not known in which month the carer died."),
    )

    # Funerals: Articles 11, 14 and 25
    ON_MONTHLY_ASSISTANCE = (
        "on_monthly_assistance",
        _("The person was on monthly assistance."),
        _("The person was not on monthly assistance."),
        _("It is not known whether the person was on monthly assistance."),
    )
    APPLIED_AND_QUALIFIED = (
        "applied_and_qualified",
        _("The person had applied and qualified, but the decision was still to come."),
        _("There was no file of the person waiting for a decision that would have granted it."),
        _("It is not known whether a file of the person was waiting for a decision."),
    )
    CHILD_OF_SINGLE_PARENT = (
        "child_of_single_parent",
        _("The person was a child of a poor single parent of clause 4."),
        _("The person was not a child of a poor single parent of clause 4."),
        _("It is not known whether the person was a child of a poor single parent of clause 4."),
    )
    ON_SURVIVOR_OR_OTHER = (
        "on_survivor_or_other",
        _("The person had a monthly survivor's allowance or another monthly allowance."),
        _("The person had neither a monthly survivor's allowance nor another monthly allowance."),
        _("It is not known whether the person had a monthly survivor's allowance or another one."),
    )
    ON_SURVIVOR = (
        "on_survivor",
        _("The person had a monthly survivor's allowance of social insurance."),
        _("The person had no monthly survivor's allowance of social insurance."),
        _("It is not known whether the person had a monthly survivor's allowance of social insurance."),
    )
    ON_SOCIAL_PENSION = (
        "on_social_pension",
        _("The person was on the social pension."),
        _("The person was not on the social pension."),
        _("It is not known whether the person was on the social pension."),
    )
    DIED_IN_EMERGENCY = (
        "died_in_emergency",
        _("The person died or went missing in a disaster, fire, epidemic or serious accident."),
        _("The person did not die or go missing in a disaster, fire, epidemic or serious accident."),
        _("It is not known whether it was a disaster, fire, epidemic or serious accident."),
    )
    BURIED_BY_HOUSEHOLD = (
        "buried_by_household",
        _("The household buries the dead person."),
        _("Somebody else buries the dead person, as nobody took the responsibility."),
        _("It is not known who buries the dead person."),
    )
    BURIED_BY_OTHERS = (
        "buried_by_others",
        _("An organisation or person buries the dead, as nobody took the responsibility."),
        _("The dead person's household takes the responsibility for the burial."),
        _("It is not known who buries the dead person."),
    )
    ACTUAL_COST = (
        "actual_cost",
        _("The actual cost of the burial is known."),
        _("There is no cost to be refunded above the least amount."),
        _("The actual cost of the burial is not known; the least amount is shown."),
    )
    LIVED_IN_FACILITY = (
        "lived_in_facility",
        _("The person lived in a social-assistance facility."),
        _("The person did not live in a social-assistance facility."),
        _("It is not known whether the person lived in a social-assistance facility."),
    )
    NO_HIGHER_FUNERAL_SUPPORT = (
        "no_higher_funeral_support",
        _("No other text gives more for this funeral."),
        _("Another text gives more for this funeral, and only the highest is given."),
        _("It is not known what other texts give for this funeral."),
    )

    # Emergencies: Articles 12 to 16
    SHORT_OF_FOOD = (
        "short_of_food",
        _("The household is short of food."),
        _("The household is not short of food."),
        _("It is not known whether the household is short of food."),
    )
    HUNGER_CAUSE = (
        "hunger_cause",
        _("The cause of the shortage is one the law names."),
        _("The cause of the shortage is not one the law names."),
        _("The cause of the shortage is not known."),
    )
    PEOPLE_COUNTED = (
        "people_counted",
        _("People counted: %(number)s."),
        _("Nobody is counted, so nothing is due."),
        _("The number of people is not known."),
    )
    MONTHS_AT_MOST = (
        "months_at_most",
        _("Months given: no more than %(number)s a spell."),
        _("The law gives no more than %(number)s months a spell; what is beyond is not given."),
        _("The number of months is not known."),
    )
    EMERGENCY_CAUSE = (
        "emergency_cause",
        _("The cause is a disaster, fire or another one the law names."),
        _("The cause is not one the law names."),
        _("The cause is not known."),
    )
    SERIOUSLY_INJURED = (
        "seriously_injured",
        _("The person was seriously injured."),
        _("The person was not seriously injured."),
        _("It is not known whether the injury was serious."),
    )
    TREATED_DAYS = (
        "treated_days",
        _("The person was treated for %(number)s days or longer."),
        _("The person was treated for less than %(number)s days."),
        _("It is not known for how many days the person was treated."),
    )
    HOUSE_DAMAGE = (
        "house_damage",
        _("What happened to the house is what this support is for."),
        _("What happened to the house is not what this support is for."),
        _("It is not known what happened to the house."),
    )
    CANNOT_LIVE_IN_HOUSE = (
        "cannot_live_in_house",
        _("The household cannot live in the house any more."),
        _("The household can still live in the house or has another."),
        _("It is not known whether the household can still live in the house."),
    )
    POOR_OR_IN_HARDSHIP = (
        "poor_or_in_hardship",
        _("The household is poor, near-poor or in hardship."),
        _("The household is not poor, near-poor or in hardship."),
        _("It is not known whether the household is poor, near-poor or in hardship."),
    )
    MOVED_BY_ORDER = (
        "moved_by_order",
        _("The authority decided that the house must be moved at once."),
        _("No authority decided that the house must be moved at once."),
        _("It is not known whether the authority decided that the house must be moved at once."),
    )
    NEEDS_PROTECTION = (
        "needs_protection",
        _("The person needs emergency protection."),
        _("The person is not in a case of emergency protection."),
        _("It is not known whether the person needs emergency protection."),
    )
    DAYS_COUNTED = (
        "days_counted",
        _("Days counted: %(number)s."),
        _("No day is counted, so nothing is due."),
        _("It is not known from which day the person was looked after."),
    )

    LOST_HOME = (
        "lost_home",
        _("The household lost its home."),
        _("The household did not lose its home."),
        _("It is not known whether the household lost its home."),
    )
    CANNOT_PROVIDE = (
        "cannot_provide",
        _("The household cannot provide for its essential needs."),
        _("The household can provide for its essential needs."),
        _("It is not known whether the household can provide for its essential needs."),
    )

    # Emergency protection: Article 3 of Circular 02/2021, Article 16 of Decree 335/2026
    NO_HEALTH_CARD = (
        "no_health_card",
        _("The person has no health-insurance card."),
        _("The person has a health-insurance card: health insurance pays."),
        _("It is not known whether the person has a health-insurance card."),
    )
    INSURANCE_LEVEL = (
        "insurance_level",
        _("What health insurance would pay is known."),
        _("Health insurance would pay nothing."),
        _("It is not known what health insurance would pay for this treatment."),
    )
    TRANSPORT_MEANS = (
        "transport_means",
        _("The person is taken by the means this support is for."),
        _("The person is taken by another means."),
        _("It is not known by what means the person is taken."),
    )
    FARE_KNOWN = (
        "fare_known",
        _("The fare or the price of the hire is known."),
        _("There is nothing to pay for the way."),
        _("The fare or the price of the hire is not known."),
    )
    DISTANCE_KNOWN = (
        "distance_known",
        _("The distance is known."),
        _("There is no way to go."),
        _("The distance in kilometres is not known."),
    )
    PETROL_PRICE_KNOWN = (
        "petrol_price_known",
        _("The price of petrol on that day is known."),
        _("The price of petrol is not above zero."),
        _("The price of petrol on that day is not known."),
    )

    # Visits: Article 14 of Decree 335/2026
    VISITOR = (
        "visitor",
        _("The visitor is one this level is for."),
        _("The visitor is not one this level is for."),
        _("It is not known who visits."),
    )
    VISIT_LEVEL = (
        "visit_level",
        _("The level of the visit is this one."),
        _("The level of the visit is another one."),
        _("It is not known which of the three levels applies."),
    )

    # Facilities: Articles 25 and 26 of Decree 20/2021, Article 23 of Decree 335/2026
    CAME_AS_ADULT = (
        "came_as_adult",
        _("The person came as an adult, or stays on a ground for adults."),
        _("The person came as a child and is now 16 or older."),
        _("It is not known whether the person came as a child: the day of admission is needed."),
    )
    STUDYING_AFTER_16 = (
        "studying_after_16",
        _("The person came as a child and goes on studying."),
        _("The person does not go on studying."),
        _("It is not known whether the person goes on studying."),
    )
    LEFT_SCHOOL = (
        "left_school",
        _("The person came as a child and no longer studies."),
        _("The person still studies."),
        _("It is not known whether the person still studies."),
    )
    NOT_YET_SELF_RELIANT = (
        "not_yet_self_reliant",
        _("The person does not yet earn a living."),
        _("The person earns a living."),
        _("It is not known whether the person earns a living."),
    )
    MONTHS_SINCE_SCHOOL = (
        "months_since_school",
        _("No more than %(number)s months have passed since the studies ended."),
        _("More than %(number)s months have passed since the studies ended."),
        _("It is not known when the studies ended."),
    )
    MEAL_COST = (
        "meal_cost",
        _("The cost of an ordinary meal is known."),
        _("An ordinary meal costs nothing."),
        _("The cost of an ordinary meal is not known."),
    )
    ADMITTED = (
        "admitted",
        _("The person lives in a facility on a ground that gives the nurturing allowance."),
        _("The person does not live in a facility on a ground that gives the nurturing allowance."),
        _("It is not known whether and on what ground the person lives in a facility."),
    )
    FACILITY_INSTEAD = (
        "facility_instead",
        _("The person has no nurturing allowance in a facility."),
        _("The nurturing allowance in a facility takes the place of monthly assistance."),
        _("It cannot be told whether a nurturing allowance takes the place of monthly assistance."),
    )
