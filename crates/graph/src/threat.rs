//! The least that the others can inflict: free and credible threats.
