//! The types of what is found of a form.

use hikiwake_conflict::NearestState;
use hikiwake_finding::{OptionChange, StatementHead};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::AgreementRow;

/// What is found of a form of settlement whoever must agree to it at home. Only new
/// agreements count: the one in force stands in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormGround {
    /// How many of its agreements every government prefers to the one in force.
    pub preferred: u64,
    /// How many are worse than the one in force for no government.
    pub worse_for_none: u64,
    /// Ids of the terms that all its agreements set below what is in force, although no
    /// government would have the term lower and at least one would mind: such a form is no
    /// lack of a deal, it breaks off what is in force.
    pub undoes_in_force: Vec<String>,
    /// The agreement that changes the fewest terms of the one in force: of those that every
    /// government prefers, or where there are none, of those that are worse for none, or
    /// else of all.
    pub least_change: Option<AgreementRow>,
    /// The sides whose governments would lose by every one of its agreements.
    pub losers: Vec<FormLoser>,
    /// Leaders who judge it otherwise than the wishes of their own governments do.
    pub leaders: Vec<LeaderAgainstWishes>,
    /// Where the table of options gives another verdict than the table of terms.
    pub tables_disagree: Option<TablesDisagree>,
}

/// A government that likes what is in force better than every agreement of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormLoser {
    /// Id of the side.
    pub side: String,
    /// Name for the reader.
    pub name: String,
    /// One of those that it minds least: that fail no weightier rank of its wishes than any
    /// other does; of these the one that changes the fewest terms.
    pub agreement: AgreementRow,
    /// The wishes that decide against that one; none where it does not judge by wishes.
    pub statements: Vec<StatementHead>,
}

/// A leader who accepts a form by every agreement of which the government would lose by its
/// ordered wishes, or rejects one every agreement of which it would prefer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeaderAgainstWishes {
    /// Id of the actor who leads.
    pub leader: String,
    /// Name for the reader.
    pub name: String,
    /// Id of the side.
    pub side: String,
    /// Name of the side for the reader.
    pub side_name: String,
    /// It accepts the form; otherwise it rejects it.
    pub accepts: bool,
    /// Why the two differ, as the dossier says; empty where it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The government's wishes that speak against that verdict.
    pub statements: Vec<StatementHead>,
}

/// Where terms and options disagree about a form. Either no agreement is better for every
/// government by the terms, while an arrangement that has all that terms settle as one of
/// them has it would last, can be reached by improvements or one joint improvement, and is
/// better for every side by the options; or every government prefers some agreement by the terms, while each
/// of these that the model knows leads to a state that some side ranks below what is in
/// place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TablesDisagree {
    /// Every government prefers some agreement of the form by the terms.
    pub wanted_by_terms: bool,
    /// The agreement; of those that lead to the same, the one that changes the fewest terms.
    pub agreement: AgreementRow,
    /// The arrangement, and how each decision maker sees it beside what is in place: where
    /// none is wanted by the terms, the nearest that keeps to what is agreed and is better
    /// for every side; otherwise the state that the agreement leads to.
    pub arrangement: NearestState,
    /// What the arrangement changes beyond what the agreement sets, all of it options that no
    /// term settles; places are those of the options of the model after signing.
    pub beyond: Vec<OptionChange>,
}
