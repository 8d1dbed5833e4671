package train

// LackOf is which of low, good and high no rate of a run's optimizer ends as, where
// this run is to tell so: its own role, or on the good run that of a run that is not
// there. Where no minimum is known no rate can reach one: that is "minimum".
func LackOf(sc Scenario, run int) string {
	role := sc.Runs[run].Role
	for _, lack := range sc.Lacks {
		if lack != role && (role != "good" || sc.hasRole(lack)) {
			continue
		}
		if _, known := sc.Surface.Best(); lack == "good" && !known {
			return "minimum"
		}
		return lack
	}
	return ""
}

func (sc *Scenario) hasRole(role string) bool {
	for _, r := range sc.Runs {
		if r.Role == role {
			return true
		}
	}
	return false
}
